//! Mentions: a colleague's name after `@` in a text, such as `@Anna Ivanova`.

#[cfg(feature = "ssr")]
pub use found::{Mention, around, may_mean, mentions, same_name};

/// Upper limit, in characters, for the text after `@` to be treated as an unfinished name.
const LONGEST_NAME: usize = 60;

/// The unfinished name after the last `@`, where `before` (the text before the caret) ends with one; empty right after
/// the `@`. `None` when no mention is being typed.
pub fn mention_being_typed(before: &str) -> Option<&str> {
    let (at, sign) = before.rmatch_indices('@').next()?;
    let name = before.get(at + sign.len()..)?;
    let spaced = name.starts_with(char::is_whitespace) || name.ends_with(char::is_whitespace);
    let is_name = !spaced && !name.contains('\n') && name.chars().count() <= LONGEST_NAME;
    (begins(before, at) && is_name).then_some(name)
}

/// Whether the `@` at byte `at` starts a mention: it does not inside an e-mail address, URL or handle.
fn begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    !before.is_some_and(|c| c.is_alphanumeric() || "/_.-+@".contains(c))
}

#[cfg(feature = "ssr")]
mod found {
    use super::begins;
    use crate::search::fold_char;
    use std::{iter::once, ops::Range};

    /// One mention found in a text.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Mention<'a> {
        /// Byte range in the text, including the `@`.
        pub range: Range<usize>,
        /// Which of the given names it matched, as it was given.
        pub name: &'a str,
    }

    /// The mentions of `names` in a text, in text order. Names are compared as [`crate::search::fold`] folds them, with
    /// runs of spaces as one space. The longest matching name wins. A name must end at a word boundary, so
    /// `@anna_nails` and e-mail addresses are no mentions.
    pub fn mentions<'a>(text: &str, names: impl IntoIterator<Item = &'a str> + Clone) -> Vec<Mention<'a>> {
        let signs = text.match_indices('@').filter(|(at, _)| begins(text, *at));
        let calls = signs.filter_map(|(at, sign)| {
            let called = text.get(at + sign.len()..)?;
            let fits = names.clone().into_iter().filter_map(|name| Some((length_of(name, called)?, name)));
            let (length, name) = fits.max_by_key(|(length, _)| *length)?;
            Some(Mention { range: at..at + sign.len() + length, name })
        });
        calls.collect()
    }

    /// Whether two names are equal after folding and trimming.
    pub fn same_name(one: &str, other: &str) -> bool {
        folded(one).eq(folded(other))
    }

    /// Whether `typed` is a prefix of the name or of one of its later words, after folding.
    pub fn may_mean(name: &str, typed: &str) -> bool {
        let (name, typed): (String, String) = (folded(name).collect(), folded(typed).collect());
        let words = name.match_indices(' ').filter_map(|(at, space)| name.get(at + space.len()..));
        once(name.as_str()).chain(words).any(|rest| rest.starts_with(&typed))
    }

    /// Length of an excerpt, and how much of it precedes the mention, in characters.
    const EXCERPT: usize = 160;
    const BEFORE: usize = 40;

    /// An excerpt of `text` around the first mention of `name`, at most 160 characters and with `…` where it was cut.
    /// Only `…` when the name is not mentioned.
    pub fn around(text: &str, name: &str) -> String {
        let Some(call) = mentions(text, [name]).into_iter().next() else { return "…".to_owned() };
        let start = text.get(..call.range.start).unwrap_or_default().chars().count().saturating_sub(BEFORE);
        let excerpt: String = text.chars().skip(start).take(EXCERPT).collect();
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        format!("{}{}{}", cut(start > 0), excerpt.trim(), cut(text.chars().count() > start + EXCERPT))
    }

    fn folded(name: &str) -> impl Iterator<Item = char> {
        letters(name.trim()).map(|(_, letter)| letter)
    }

    /// Folded characters, each with the byte offset after its original; a run of spaces becomes one.
    fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
        let letter = |c: char| if c.is_whitespace() && c != '\n' { ' ' } else { c };
        let all = text.char_indices().flat_map(move |(at, c)| {
            let end = at + c.len_utf8();
            // Punctuation ends a name, and a line break does too.
            let is_kept = c == '\n' || !c.is_whitespace() && fold_char(c).eq([' ']);
            let folded = if is_kept { vec![c] } else { fold_char(letter(c)).collect() };
            folded.into_iter().map(move |c| (end, c))
        });
        let mut last = None;
        all.filter(move |(_, c)| last.replace(*c) != Some(' ') || *c != ' ')
    }

    /// Byte length of `name` at the start of `text`; `None` when the text does not start with the whole name.
    fn length_of(name: &str, text: &str) -> Option<usize> {
        let (mut letters, mut length) = (letters(text), 0);
        for wanted in folded(name) {
            let (end, letter) = letters.next()?;
            if letter != wanted {
                return None;
            }
            length = end;
        }
        (length > 0 && ends(text.get(length..)?)).then_some(length)
    }

    /// Whether `rest` starts at a word boundary: it continues neither a longer word nor a handle (`@anna.beauty`).
    fn ends(rest: &str) -> bool {
        let mut rest = rest.chars();
        match rest.next() {
            Some('.' | '-') => !rest.next().is_some_and(char::is_alphanumeric),
            Some(c) => !c.is_alphanumeric() && c != '_',
            None => true,
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["Anna", "Anna Maria", "Алёна Ким", "نورة", "أحمد"];

    fn called(text: &str) -> Vec<&str> {
        mentions(text, NAMES).into_iter().map(|mention| mention.name).collect()
    }

    #[test]
    fn names_after_the_sign_are_mentions() {
        assert_eq!(called("@Anna, please call"), ["Anna"]);
        assert_eq!(called("ask @anna  maria."), ["Anna Maria"]);
        assert_eq!(called("@Anna Marianne"), ["Anna"]);
        assert_eq!(called("@Anna, Maria is late"), ["Anna"]);
        assert_eq!(called("@Anna. Maria called"), ["Anna"]);
        assert_eq!(called("(@АЛЁНА КИМ) и @نورة: чай\n@Anna"), ["Алёна Ким", "نورة", "Anna"]);
    }

    #[test]
    fn what_a_search_does_not_tell_apart_is_one_name() {
        assert_eq!(called("@алена ким, @احمد و @نوره"), ["Алёна Ким", "أحمد", "نورة"]);
        assert!(same_name(" Алёна  Ким", "алена ким") && !same_name("Anna", "Anna Maria"));
    }

    #[test]
    fn handles_and_parts_of_words_are_no_mentions() {
        let texts =
            ["Anna", "@", "@ Anna", "@Annabel", "write to me@anna.test", "@Алёна", "@@", "@Olga", "", "@An\nna"];
        let handles = [
            "@anna_nails",
            "@anna.beauty",
            "@anna-b",
            "@anna_maria",
            "@anna.maria",
            "https://x.test/@anna",
            "_@anna",
            "@@anna",
            "x.@anna",
        ];
        for text in texts.into_iter().chain(handles) {
            assert_eq!(called(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_mention_has_its_range() {
        let text = "чай @АЛЕНА КИМ!";
        let found: Vec<&str> = mentions(text, NAMES).into_iter().filter_map(|call| text.get(call.range)).collect();
        assert_eq!(found, ["@АЛЕНА КИМ"]);
    }

    #[test]
    fn names_without_letters_are_not_mentioned() {
        assert_eq!(mentions("@ x", ["", " "]), []);
    }

    #[test]
    fn an_excerpt_shows_the_text_around_a_mention() {
        assert_eq!(around("tea, @Anna", "Anna"), "tea, @Anna");
        assert_eq!(around("tea", "Anna"), "…");
        let long = format!("{} @Anna {}", "я".repeat(300), "ю".repeat(300));
        assert_eq!(around(&long, "Anna"), format!("…{} @Anna {}…", "я".repeat(39), "ю".repeat(114)));
    }

    #[test]
    fn letters_after_the_sign_are_a_name_that_is_being_typed() {
        for (before, typed) in [("@", ""), ("tea @An", "An"), ("(@Anna Mar", "Anna Mar"), ("@Olga @д", "д")] {
            assert_eq!(mention_being_typed(before), Some(typed), "{before}");
        }
        let long = format!("@{}", "a".repeat(61));
        for before in ["", "tea", "me@an", "@ an", "@Anna ", "@Anna\nnext", "@Anna@", "x.test/@an", &long] {
            assert_eq!(mention_being_typed(before), None, "{before}");
        }
    }

    #[test]
    fn names_are_found_by_the_letters_of_any_word() {
        for typed in ["", "ал", "алена", "ки", "Алёна Ким"] {
            assert!(may_mean("Алёна Ким", typed), "{typed}");
        }
        assert!(!may_mean("Anna Maria", "ria") && !may_mean("Anna", "anna m"));
    }
}
