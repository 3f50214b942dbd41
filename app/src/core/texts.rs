//! All words that people read, in their language. Made from `texts/*.toml` by `build.rs`.

use crate::core::format::number;
use domain::Language;
use leptos::prelude::use_context;

/// The catalogue in one language; a method for each text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts(pub Language);

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The catalogue in the language of the page.
pub fn use_texts() -> Texts {
    use_context().unwrap_or(Texts(Language::default()))
}

/// Categories of whole numbers (CLDR 44) in the languages served.
enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

fn plural(language: Language, n: i64) -> Plural {
    let n = n.unsigned_abs();
    match (language, n, n % 10, n % 100) {
        (Language::Ru, _, 1, h) if h != 11 => Plural::One,
        (Language::Ru, _, 2..=4, h) if !(12..=14).contains(&h) => Plural::Few,
        (Language::Ru, ..) => Plural::Many,
        (Language::En, 1, ..) => Plural::One,
        (Language::En, ..) => Plural::Other,
        (Language::Ar, 0, ..) => Plural::Zero,
        (Language::Ar, 1, ..) => Plural::One,
        (Language::Ar, 2, ..) => Plural::Two,
        (Language::Ar, _, _, 3..=10) => Plural::Few,
        (Language::Ar, _, _, 11..=99) => Plural::Many,
        (Language::Ar, ..) => Plural::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_those_of_each_language() {
        let visits = |language, n| Texts(language).count_visits(n);
        let russian = [1, 2, 5, 11, 12, 21, 22, 111, 1_000].map(|n| visits(Language::Ru, n));
        assert_eq!(
            russian,
            [
                "1 визит",
                "2 визита",
                "5 визитов",
                "11 визитов",
                "12 визитов",
                "21 визит",
                "22 визита",
                "111 визитов",
                "1\u{a0}000 визитов"
            ]
        );
        assert_eq!([1, 2, 1_204].map(|n| visits(Language::En, n)), ["1 visit", "2 visits", "1,204 visits"]);
        let arabic = [0, 1, 2, 3, 11, 100, 103].map(|n| visits(Language::Ar, n));
        assert_eq!(arabic, ["لا زيارات", "زيارة واحدة", "زيارتان", "3 زيارات", "11 زيارة", "100 زيارة", "103 زيارات"]);
    }
}
