use crate::FieldError;
use serde::{Deserialize, Serialize};

/// An amount of money in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The amount in minor units (fils, cents, kopecks); how many make a unit depends on the currency, see
    /// [`Money::decimals`].
    pub minor: i64,
    /// ISO 4217 code, such as `AED`.
    pub currency: String,
}

impl Money {
    /// Parses a typed amount, with or without the currency's code: `1234.5`, `1 234,50`, `1,234.50 AED`, `١٢٣٤٫٥`.
    ///
    /// # Errors
    /// `Required` when nothing was typed. `Wrong` for anything that is no amount, and for ambiguous marks: `1.234`, or
    /// `1,234` in a currency with three decimals, could be a decimal mark or a thousands separator.
    pub fn parse(typed: &str, currency: &str) -> Result<Money, FieldError> {
        if typed.trim().is_empty() {
            return Err(FieldError::Required);
        }
        let money = Money { minor: 0, currency: currency.to_owned() };
        let minor = minor_units(without_code(typed, currency), money.decimals()).ok_or(FieldError::Wrong)?;
        Ok(Money { minor, ..money })
    }

    /// Number of decimal digits of the currency's minor unit (ISO 4217): 0, 2 or 3.
    pub fn decimals(&self) -> u32 {
        match self.currency.as_str() {
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLP" | "ISK" | "JPY" | "KRW" | "PYG" | "UGX" | "VND" | "XAF" | "XOF" => 0,
            _ => 2,
        }
    }

    /// Absolute value as whole units and remaining minor units; the sign is lost.
    pub fn parts(&self) -> (u64, u64) {
        let unit = 10u64.pow(self.decimals());
        (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit)
    }
}

/// The text without the currency's code before or after it.
fn without_code<'a>(typed: &'a str, currency: &str) -> &'a str {
    let typed = typed.trim();
    let is_code = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case(currency));
    let (before, after) = (currency.len(), typed.len().saturating_sub(currency.len()));
    if is_code(typed.get(after..)) {
        typed.get(..after).unwrap_or_default()
    } else if is_code(typed.get(..before)) {
        typed.get(before..).unwrap_or_default()
    } else {
        typed
    }
}

fn minor_units(typed: &str, decimals: u32) -> Option<i64> {
    let plain: String = typed.chars().filter_map(plain_mark).collect();
    let (sign, plain) = plain.strip_prefix('-').map_or((1, plain.as_str()), |rest| (-1, rest));
    let (whole, rest) = parts_of(plain, decimals)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let missing = (decimals as usize).checked_sub(rest.len())?;
    if (whole.is_empty() && rest.is_empty()) || !digits(&whole) || !digits(rest) {
        return None;
    }
    let minor: i64 = format!("{whole}{rest}{:0<missing$}", "").parse().ok()?;
    Some(sign * minor)
}

/// Normalises digits, decimal marks and signs to ASCII; drops thousands separators that are spaces or apostrophes.
fn plain_mark(c: char) -> Option<char> {
    match c {
        // Arabic-Indic digits, then extended (Persian) ones.
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(u32::from(c) - 0x6f0, 10),
        '\u{66b}' => Some('.'),
        '\u{66c}' => Some(','),
        '−' => Some('-'),
        '\'' | '’' => None,
        // Bidirectional control characters are often copied along with an amount.
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_whitespace() => None,
        c => Some(c),
    }
}

/// Splits an amount at its decimal mark: the digits before without separators, and those after.
fn parts_of(plain: &str, decimals: u32) -> Option<(String, &str)> {
    let marks = |mark| plain.matches(mark).count();
    match (marks(','), marks('.')) {
        (0, 0) => Some((plain.to_owned(), "")),
        // With both marks present, the last one is the decimal mark and the other separates thousands.
        (1.., 1..) => {
            let (whole, rest) = plain.rsplit_once([',', '.'])?;
            let mark = if plain.rfind('.') > plain.rfind(',') { ',' } else { '.' };
            Some((ungrouped(whole, mark)?, rest))
        }
        (2.., 0) => Some((ungrouped(plain, ',')?, "")),
        (0, 2..) => Some((ungrouped(plain, '.')?, "")),
        (commas, _) => {
            let (whole, rest) = plain.split_once([',', '.'])?;
            if rest.len() == 3 && commas == 1 {
                return if decimals < 3 { Some((ungrouped(plain, ',')?, "")) } else { None };
            }
            Some((whole.to_owned(), rest))
        }
    }
}

/// Removes thousands separators; `None` unless they divide the number into groups of three digits.
fn ungrouped(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let stands = (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3);
    stands.then(|| text.replace(mark, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_any_notation() {
        let minor = |typed, currency| Money::parse(typed, currency).map(|money| money.minor).ok();
        for typed in
            ["1234.5", "1 234,50", "1,234.50", "1.234,50", "1\u{a0}234,5", "١٢٣٤٫٥", "١٬٢٣٤٫٥٠", "۱۲۳۴.۵", "1'234.50"]
        {
            assert_eq!(minor(typed, "AED"), Some(123_450), "{typed}");
        }
        for typed in ["150 aed", "AED 150", "150AED", " 150 Aed "] {
            assert_eq!(minor(typed, "AED"), Some(15_000), "{typed}");
        }
        for (typed, expected) in
            [("0", 0), ("5.", 500), (".5", 50), ("−12", -1_200), ("1,234", 123_400), ("1,234,567", 123_456_700)]
        {
            assert_eq!(minor(typed, "EUR"), Some(expected), "{typed}");
        }
        assert_eq!(
            [minor("1,500", "JPY"), minor("1500", "JPY"), minor("1.5", "JPY")],
            [Some(1_500), Some(1_500), None]
        );
        assert_eq!(
            [minor("1.234", "KWD"), minor("1,5", "OMR"), minor("1,234.5", "BHD")],
            [Some(1_234), Some(1_500), Some(1_234_500)]
        );
    }

    #[test]
    fn what_is_not_clear_is_not_guessed() {
        for typed in [
            "1.234",
            "1,2345",
            "12,34,567",
            "0,123",
            "1.2.3",
            "1,2.3,4",
            "12a",
            "USD 5",
            "AED",
            "AED 5 AED",
            "-",
            ".",
            ",",
            "--5",
            "5-",
            "1e5",
            "99999999999999999999",
        ] {
            assert_eq!(Money::parse(typed, "AED"), Err(FieldError::Wrong), "{typed}");
        }
        assert_eq!(Money::parse("1,234", "KWD"), Err(FieldError::Wrong));
        assert_eq!(Money::parse(" \u{a0}", "AED"), Err(FieldError::Required));
    }

    #[test]
    fn parts_follow_the_currency() {
        let money = |minor, currency: &str| Money { minor, currency: currency.into() };
        assert_eq!(money(18_050, "AED").parts(), (180, 50));
        assert_eq!(money(18_050, "KWD").parts(), (18, 50));
        assert_eq!(money(18_050, "JPY").parts(), (18_050, 0));
        assert_eq!(money(i64::MIN, "AED").parts().1, 8);
    }
}
