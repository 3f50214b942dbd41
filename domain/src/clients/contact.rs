use crate::search::PHONE_DIGITS;

/// The name and the phone in a text such as `Anna 0501239988`; either may be empty.
pub fn name_and_phone(typed: &str) -> (String, String) {
    let is_of_phone = |c: char| c.is_numeric() || c.is_whitespace() || "+-().–‑_".contains(c);
    let mut best = 0..0;
    let mut most = 0;
    let mut start = None;
    for (at, c) in typed.char_indices().chain([(typed.len(), '\n')]) {
        let ends = at == typed.len() || !is_of_phone(c);
        match start {
            None if !ends => start = Some(at),
            Some(from) if ends => {
                let digits = typed.get(from..at).unwrap_or_default().chars().filter(|c| c.is_numeric()).count();
                if digits >= PHONE_DIGITS && digits > most {
                    (best, most) = (from..at, digits);
                }
                start = None;
            }
            _ => {}
        }
    }
    let phone = typed.get(best.clone()).unwrap_or_default().trim();
    let before = typed.get(..best.start).unwrap_or_default().trim();
    let after = typed.get(best.end..).unwrap_or_default().trim();
    let name = [before, after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    (name.trim_matches([',', ';', ' ']).to_owned(), phone.to_owned())
}

#[cfg(test)]
mod tests {
    use super::name_and_phone;

    #[test]
    fn a_name_and_a_phone_are_told_apart() {
        for (typed, name, phone) in [
            ("Anna 0501239988", "Anna", "0501239988"),
            ("0501239988 Anna Maria", "Anna Maria", "0501239988"),
            ("Анна, +971 50 123-99-88", "Анна", "+971 50 123-99-88"),
            ("فاطمة ٠٥٠١٢٣٩٩٨٨", "فاطمة", "٠٥٠١٢٣٩٩٨٨"),
            ("Anna", "Anna", ""),
            ("Anna 2", "Anna 2", ""),
            ("0501239988", "", "0501239988"),
            ("", "", ""),
        ] {
            assert_eq!(name_and_phone(typed), (name.to_owned(), phone.to_owned()), "{typed}");
        }
    }
}
