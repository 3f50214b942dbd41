//! Colleagues who are called by name in a text: `@Anna Ivanova`.

#[cfg(feature = "ssr")]
use std::ops::Range;

/// Longer than any name.
const LONGEST_NAME: usize = 60;

#[cfg(feature = "ssr")]
/// Somebody who is called in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// Where, in bytes, with the sign before the name.
    pub range: Range<usize>,
    /// By which of the names.
    pub name: &'a str,
}

#[cfg(feature = "ssr")]
/// Who of these is called in a text, in its order. Case makes no difference; of two names that begin alike the longer
/// one counts, and an address of mail calls nobody.
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

#[cfg(feature = "ssr")]
/// Whether two names are one to whoever types them.
pub fn same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// What is typed of a name so far, where the text before the caret ends with it; `None` where nobody is being called.
pub fn being_called(before: &str) -> Option<&str> {
    let (at, sign) = before.rmatch_indices('@').next()?;
    let name = before.get(at + sign.len()..)?;
    let is_name =
        !name.starts_with(char::is_whitespace) && !name.contains('\n') && name.chars().count() <= LONGEST_NAME;
    (begins(before, at) && is_name).then_some(name)
}

#[cfg(feature = "ssr")]
/// Whether a name may be meant by what is typed of it: by its first letters, or by those of a word of it.
pub fn may_mean(name: &str, typed: &str) -> bool {
    let (name, typed) = (name.to_lowercase(), typed.to_lowercase());
    let words = name.match_indices(char::is_whitespace).filter_map(|(at, space)| name.get(at + space.len()..));
    name != typed && std::iter::once(name.as_str()).chain(words).any(|rest| rest.starts_with(&typed))
}

/// Whether a sign stands where a word begins.
fn begins(text: &str, at: usize) -> bool {
    !text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(char::is_alphanumeric)
}

#[cfg(feature = "ssr")]
/// How many bytes of a text are this name, whole, at its beginning.
fn length_of(name: &str, text: &str) -> Option<usize> {
    let mut rest = text.chars();
    for letter in name.trim().chars() {
        if !rest.next()?.to_lowercase().eq(letter.to_lowercase()) {
            return None;
        }
    }
    let length = text.len() - rest.as_str().len();
    (length > 0 && !rest.next().is_some_and(char::is_alphanumeric)).then_some(length)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["Anna", "Anna Maria", "Дарья Ким", "نورة"];

    fn called(text: &str) -> Vec<&str> {
        mentions(text, NAMES).into_iter().map(|mention| mention.name).collect()
    }

    #[test]
    fn whoever_is_called_by_name_is_meant() {
        assert_eq!(called("@Anna, please call"), ["Anna"]);
        assert_eq!(called("ask @anna maria."), ["Anna Maria"]);
        assert_eq!(called("@Anna Marianne"), ["Anna"]);
        assert_eq!(called("(@дарья ким) и @نورة: чай\n@Anna"), ["Дарья Ким", "نورة", "Anna"]);
    }

    #[test]
    fn nobody_else_is() {
        for text in ["Anna", "@", "@ Anna", "@Annabel", "write to me@anna.test", "@Дарья", "@@", "@Olga", ""] {
            assert_eq!(called(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_call_is_where_it_stands() {
        let text = "чай @ДАРЬЯ КИМ!";
        let found: Vec<&str> = mentions(text, NAMES).into_iter().filter_map(|call| text.get(call.range)).collect();
        assert_eq!(found, ["@ДАРЬЯ КИМ"]);
    }

    #[test]
    fn a_name_without_letters_calls_nobody() {
        assert_eq!(mentions("@ x", ["", " "]), []);
    }

    #[test]
    fn letters_after_the_sign_are_a_name_that_is_being_typed() {
        for (before, typed) in [("@", ""), ("tea @An", "An"), ("(@Anna Mar", "Anna Mar"), ("@Olga @д", "д")] {
            assert_eq!(being_called(before), Some(typed), "{before}");
        }
        let long = format!("@{}", "a".repeat(61));
        for before in ["", "tea", "me@an", "@ an", "@Anna\nnext", "@Anna@", &long] {
            assert_eq!(being_called(before), None, "{before}");
        }
    }

    #[test]
    fn names_are_found_by_the_letters_of_any_word() {
        assert!(may_mean("Дарья Ким", "") && may_mean("Дарья Ким", "дар") && may_mean("Дарья Ким", "ки"));
        assert!(may_mean("Anna Maria", "anna m") && may_mean("Anna Maria", "ANNA"));
        assert!(!may_mean("Anna Maria", "ria") && !may_mean("Anna", "anna") && !may_mean("Anna", "anna "));
    }
}
