//! All texts that people read, in each language. `build.rs` generates a method for each text of `texts/*.toml`, which
//! reads its line by number from the file of the page's language. The browser's program therefore contains no texts.

use crate::core::{browser, format::number};
use domain::Language;
use leptos::prelude::use_context;
use std::fmt::{Display, Write as _};

/// The text catalogue in one language; a method for each text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts(pub Language);

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Texts {
    fn line(self, number: usize) -> &'static str {
        browser::text_lines(self.0).get(number).copied().unwrap_or_default()
    }

    fn fill(self, number: usize, values: &[(&str, &dyn Display)]) -> String {
        filled(self.line(number), values)
    }

    /// `first` is the line of the first category; the others follow in the order of [`Plural`].
    fn fill_plural(self, first: usize, n: i64, values: &[(&str, &dyn Display)]) -> String {
        let shown = number(self.0, n);
        let mut all: Vec<(&str, &dyn Display)> = vec![("n", &shown)];
        all.extend_from_slice(values);
        filled(self.line(first + plural(self.0, n) as usize), &all)
    }
}

/// A text with each `{name}` replaced by its value.
fn filled(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?))) {
        filled.push_str(before);
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            // Writing to a `String` does not fail.
            let _ = write!(filled, "{value}");
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The text catalogue in the page's language.
pub fn use_texts() -> Texts {
    use_context().unwrap_or(Texts(Language::default()))
}

/// Plural categories of whole numbers (CLDR 44) in the supported languages, in the order of their lines.
#[derive(Clone, Copy)]
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
    fn names_are_replaced_by_their_values() {
        let values: [(&str, &dyn Display); 2] = [("who", &"{n} Anna"), ("n", &3)];
        assert_eq!(filled("{who}: {n} of {n}", &values), "{n} Anna: 3 of 3");
        assert_eq!(filled("none } {", &values), "none } {");
    }

    #[test]
    fn plural_forms_follow_each_language() {
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
