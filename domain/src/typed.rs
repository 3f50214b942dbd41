//! What is stored of texts that people type or paste.

use crate::search::{fold, without_links};
use unicode_normalization::UnicodeNormalization as _;

/// A name as it is stored: composed letters (NFC of Unicode), single spaces, without control characters and without
/// signs that cannot be seen around it.
pub(crate) fn clean_name(typed: &str) -> String {
    let spaced = typed.nfc().map(|c| if c.is_whitespace() { ' ' } else { c });
    let composed: String = spaced.filter(|c| !c.is_control()).collect();
    let words = composed.split(' ').map(|word| word.trim_matches(is_invisible)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A handle on Instagram as it is stored, without `@`: also of the address of a profile. `None` for an empty text.
pub(crate) fn instagram_handle(typed: &str) -> Option<String> {
    let handle = without_links(&clean_name(typed));
    let handle = handle.trim_start_matches('@').split(['/', '?']).next().unwrap_or_default();
    Some(handle.to_owned()).filter(|handle| !handle.is_empty())
}

/// Whether a name has something to read, besides punctuation.
pub(crate) fn is_readable(name: &str) -> bool {
    !fold(name).trim().is_empty()
}

/// Controls and direction marks, which copied texts carry at their ends. Joiners inside words are parts of the spelling.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_stored_without_what_cannot_be_seen() {
        assert_eq!(clean_name("  \u{feff}\u{2068}Zzws\u{2069}  One\n"), "Zzws One");
        assert_eq!(clean_name("И\u{306}орданова"), "Йорданова");
        assert_eq!(clean_name("An\u{7}na\u{0}"), "Anna");
        assert_eq!(clean_name("می\u{200C}خواهم"), "می\u{200C}خواهم");
        for nothing in ["", " ", "\u{200F}", "\u{feff}\u{2060}", "…", "'"] {
            assert!(!is_readable(nothing), "{nothing:?}");
        }
        for name in ["A", "李", "٣", "🙂"] {
            assert!(is_readable(name), "{name}");
        }
    }

    #[test]
    fn an_address_on_instagram_is_its_handle() {
        for typed in [
            "amelia.hart",
            "@amelia.hart",
            "https://www.instagram.com/amelia.hart/",
            "instagram.com/amelia.hart?igsh=abc",
            "\u{200E}amelia.hart ",
        ] {
            assert_eq!(instagram_handle(typed).as_deref(), Some("amelia.hart"), "{typed}");
        }
        assert_eq!(instagram_handle(" @ "), None);
    }
}
