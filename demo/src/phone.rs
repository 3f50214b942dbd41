//! Phone numbers as typed at a front desk, and in E.164.

use super::names::Origin;
use super::rng::Rng;

/// One number in both forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phone {
    pub(super) typed: String,
    pub(super) e164: String,
}

impl Phone {
    /// Most clients have a number of the Emirates, others one of their country.
    pub(super) fn draw(rng: &mut Rng, origin: Origin) -> Self {
        let local = rng.chance(620);
        match origin {
            _ if local => emirates(rng),
            Origin::Russian => plus_seven(rng, '9'),
            Origin::Kazakh => plus_seven(rng, '7'),
            Origin::English => british(rng),
            Origin::Indian => indian(rng),
            Origin::Arabic | Origin::Filipino => emirates(rng),
        }
    }
}

fn digits(rng: &mut Rng, count: usize) -> String {
    (0..count).filter_map(|_| char::from_digit(u32::try_from(rng.below(10)).unwrap_or(0), 10)).collect()
}

fn emirates(rng: &mut Rng) -> Phone {
    let operator = rng.pick(&["50", "50", "52", "54", "55", "55", "56", "58"]);
    let (a, b) = (digits(rng, 3), digits(rng, 4));
    let typed = match rng.below(20) {
        0..8 => format!("+971 {operator} {a} {b}"),
        8..13 => format!("0{operator} {a} {b}"),
        13..16 => format!("+971{operator}{a}{b}"),
        16 | 17 => format!("0{operator}{a}{b}"),
        18 => format!("00971 {operator} {a}{b}"),
        _ => format!("+971-{operator}-{a}-{b}"),
    };
    Phone { typed, e164: format!("+971{operator}{a}{b}") }
}

/// `lead` is the first digit of the mobile code: 9 in Russia, 7 in Kazakhstan.
fn plus_seven(rng: &mut Rng, lead: char) -> Phone {
    let (code, a, b, c) = (digits(rng, 2), digits(rng, 3), digits(rng, 2), digits(rng, 2));
    let typed = match rng.below(20) {
        0..7 => format!("+7 {lead}{code} {a}-{b}-{c}"),
        7..11 => format!("8 ({lead}{code}) {a}-{b}-{c}"),
        11..14 => format!("+7 ({lead}{code}) {a}-{b}-{c}"),
        14..17 => format!("+7{lead}{code}{a}{b}{c}"),
        17 | 18 => format!("8{lead}{code}{a}{b}{c}"),
        _ => format!("8-{lead}{code}-{a}-{b}-{c}"),
    };
    Phone { typed, e164: format!("+7{lead}{code}{a}{b}{c}") }
}

fn british(rng: &mut Rng) -> Phone {
    let (code, rest) = (digits(rng, 3), digits(rng, 6));
    let typed = match rng.below(10) {
        0..5 => format!("+44 7{code} {rest}"),
        5..8 => format!("07{code} {rest}"),
        _ => format!("+447{code}{rest}"),
    };
    Phone { typed, e164: format!("+447{code}{rest}") }
}

fn indian(rng: &mut Rng) -> Phone {
    let (a, b) = (digits(rng, 4), digits(rng, 5));
    let typed = match rng.below(10) {
        0..6 => format!("+91 9{a} {b}"),
        6..8 => format!("09{a} {b}"),
        _ => format!("+919{a}{b}"),
    };
    Phone { typed, e164: format!("+919{a}{b}") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn typed_and_e164_forms_are_the_same_number() {
        let mut rng = Rng::new(5, 0);
        for _ in 0..20_000 {
            let origin = Origin::draw(&mut rng);
            let phone = Phone::draw(&mut rng, origin);
            let tail = |text: &str| {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                digits[digits.len() - 9..].to_owned()
            };
            assert_eq!(tail(&phone.typed), tail(&phone.e164));
            assert!(phone.e164.starts_with('+') && (12..=13).contains(&phone.e164.len()), "{phone:?}");
        }
    }
}
