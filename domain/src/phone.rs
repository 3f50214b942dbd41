use crate::search::{PHONE_DIGITS, fold, without_links};
use phonenumber::{Mode, country, metadata::DATABASE};

/// Version of the rules of [`to_e164`]. Stored phones are read again when it has grown.
pub(crate) const PHONE_RULES: i16 = 1;

/// Converts a typed phone number to E.164, such as `+971501234567`. `home` is the country code of the salon, digits
/// only, for numbers in national format. What follows the number, such as an extension, is ignored. `None` when it is
/// no number, or could be that of two countries; the caller then stores the text only.
pub fn to_e164(typed: &str, home: &str) -> Option<String> {
    let number = number_of(&without_links(typed));
    let digits: String = fold(&number).chars().filter(char::is_ascii_digit).collect();
    let is_international = number.starts_with(['+', '＋']) || typed.contains("wa.me/") || typed.contains("phone=");
    if let Some(full) = digits.strip_prefix("00").or(is_international.then_some(&*digits)) {
        return valid(None, &format!("+{full}"));
    }
    if let Some(number) = valid(country_of(home), &digits) {
        return Some(number);
    }
    let foreign = valid(None, &format!("+{digits}"));
    // 8 is the trunk prefix of Russia and Kazakhstan.
    let russian = digits.strip_prefix('8').filter(|_| digits.len() == 11);
    let russian = russian.and_then(|national| valid(None, &format!("+7{national}")));
    // A number that two countries could have assigned is not guessed.
    if foreign.is_some() && russian.is_some() { None } else { foreign.or(russian) }
}

/// A number in E.164 as people read it, such as `+971 50 123 4567`; `None` when it is no such number.
pub(crate) fn international(e164: &str) -> Option<String> {
    let number = phonenumber::parse(None, e164).ok()?;
    Some(number.format().mode(Mode::International).to_string())
}

/// The E.164 form of a number that its country can assign.
fn valid(country: Option<country::Id>, text: &str) -> Option<String> {
    let number = phonenumber::parse(country, text).ok().filter(phonenumber::is_valid)?;
    Some(number.format().mode(Mode::E164).to_string())
}

/// The first country with a country code: the largest of those that share one.
fn country_of(code: &str) -> Option<country::Id> {
    DATABASE.by_code(&code.parse().ok()?)?.first()?.id().parse().ok()
}

/// The first number of a text, with its plus sign: what follows it, such as an extension or a second number, begins with
/// a letter or a sign that phones do not contain.
fn number_of(typed: &str) -> String {
    let is_start = |c: char| c.is_numeric() || matches!(c, '+' | '＋' | '(');
    let mut digits = 0;
    let is_part = |c: &char| {
        digits += usize::from(c.is_numeric());
        !(c.is_alphabetic() || matches!(c, '#' | ',' | ';' | '*' | '/') || *c == '(' && digits >= PHONE_DIGITS)
    };
    typed.chars().skip_while(|c| !is_start(*c)).take_while(is_part).collect()
}

#[cfg(test)]
mod tests {
    use super::{international, to_e164};

    #[test]
    fn numbers_are_shown_in_groups() {
        assert_eq!(international("+971501234567").as_deref(), Some("+971 50 123 4567"));
        assert_eq!(international("+79161234567").as_deref(), Some("+7 916 123-45-67"));
        assert_eq!(international("no number"), None);
    }

    #[test]
    fn numbers_are_read_as_front_desks_type_them() {
        for typed in [
            "+971 50 123 4567",
            "0501234567",
            "501234567",
            "00971 50 1234567",
            "971501234567",
            "٠٥٠ ١٢٣ ٤٥٦٧",
            "۰۵۰ ۱۲۳ ۴۵۶۷",
            "+971-50-123-45-67",
            "+971 (0)50 123 4567",
            "+971–50–123–4567",
            "\u{202a}+971 50 123 4567\u{202c}",
            "'+971501234567",
            "tel:+971501234567",
            "https://wa.me/971501234567",
            "050_123_4567",
            "050 123 4567 доб. 12",
            "+971 50 123 4567 ext. 12",
            "050 123 4567, ask for Anna",
            "+971 50 123 4567 (2)",
            "+971 50 123 4567 / 12",
            "050 123 4567 / 055 765 4321",
            "https://api.whatsapp.com/send/?phone=971501234567&text=hi",
            "whatsapp://send?text=hi&phone=971501234567",
        ] {
            assert_eq!(to_e164(typed, "971").as_deref(), Some("+971501234567"), "{typed}");
        }
        for typed in ["8 (916) 123-45-67", "+7 916 123 45 67", "79161234567"] {
            assert_eq!(to_e164(typed, "971").as_deref(), Some("+79161234567"), "{typed}");
        }
        assert_eq!(to_e164("+84 91 234 5678", "971").as_deref(), Some("+84912345678"));
        assert_eq!(to_e164("81 3 1234 5678", "971").as_deref(), Some("+81312345678"));
        assert_eq!(to_e164("85291876505", "971").as_deref(), Some("+85291876505"));
        assert_eq!(to_e164("8 029 123-45-67", "375").as_deref(), Some("+375291234567"));
        assert_eq!(to_e164("8 916 123-45-67", "7").as_deref(), Some("+79161234567"));
    }

    #[test]
    fn ambiguous_and_invalid_numbers_have_no_international_form() {
        for typed in [
            "",
            "1234",
            "+0501234567",
            "+12",
            "abc",
            "+1234567890123456",
            "8 029 123-45-67",
            "84 91 234 5678",
            "0",
            "+",
        ] {
            assert_eq!(to_e164(typed, "971"), None, "{typed}");
        }
    }
}
