use crate::search::fold;

/// Converts a typed phone number to E.164, such as `+971501234567`. `home` is the country code, digits only, for
/// numbers in national format (a leading 0). `None` when the number is ambiguous or has not 8 to 15 digits; the caller
/// then stores the text as typed.
pub fn to_e164(typed: &str, home: &str) -> Option<String> {
    let international = typed.trim_start().starts_with(['+', '＋']);
    let digits: String = fold(typed).chars().filter(char::is_ascii_digit).collect();
    let full = if international {
        digits
    } else if let Some(rest) = digits.strip_prefix("00") {
        rest.to_owned()
    } else if digits.len() == 11 && digits.starts_with('8') {
        // The trunk prefix of Russia and Kazakhstan; no other country has national numbers of ten digits after an 8.
        format!("7{}", &digits.get(1..)?)
    } else if let Some(rest) = digits.strip_prefix('0') {
        format!("{home}{rest}")
    } else if digits.len() >= 11 {
        digits
    } else {
        return None;
    };
    ((8..=15).contains(&full.len()) && !full.starts_with('0')).then(|| format!("+{full}"))
}

#[cfg(test)]
mod tests {
    use super::to_e164;

    #[test]
    fn numbers_are_read_as_front_desks_type_them() {
        for typed in
            ["+971 50 123 4567", "0501234567", "00971 50 1234567", "971501234567", "٠٥٠ ١٢٣ ٤٥٦٧", "+971-50-123-45-67"]
        {
            assert_eq!(to_e164(typed, "971").as_deref(), Some("+971501234567"), "{typed}");
        }
        for typed in ["8 (916) 123-45-67", "+7 916 123 45 67", "79161234567"] {
            assert_eq!(to_e164(typed, "971").as_deref(), Some("+79161234567"), "{typed}");
        }
    }

    #[test]
    fn what_is_not_clear_is_not_guessed() {
        for typed in ["", "1234", "501234567", "+0501234567", "+12", "abc", "+1234567890123456"] {
            assert_eq!(to_e164(typed, "971"), None, "{typed}");
        }
    }
}
