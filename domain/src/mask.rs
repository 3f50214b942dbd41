//! Masked contacts, for people who do not have the permission `clients:contacts`.

/// Masks a phone number, except the last four digits: `+971 50 123 4471` → `··· 4471`. With six digits or fewer nothing
/// remains visible.
pub fn mask_phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    // Four visible digits would be most of a short number.
    let shown = if digits.len() > 6 { 4 } else { 0 };
    let tail: String = digits.iter().skip(digits.len() - shown).collect();
    format!("··· {tail}").trim_end().to_owned()
}

/// Masks a social media handle, except its first two characters: `@amelia.hart` → `@am···`. With four characters or
/// fewer nothing remains visible.
pub fn mask_handle(handle: &str) -> String {
    let name = handle.trim_start_matches('@');
    let shown = if name.chars().count() > 4 { 2 } else { 0 };
    let head: String = name.chars().take(shown).collect();
    format!("@{head}···")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_keep_only_their_ends() {
        assert_eq!(mask_phone("+971 50 123 4471"), "··· 4471");
        assert_eq!(mask_phone("4471"), "···");
        assert_eq!(mask_phone(""), "···");
        assert_eq!(mask_handle("@amelia.hart"), "@am···");
        assert_eq!(mask_handle("лея"), "@···");
    }
}
