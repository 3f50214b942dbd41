//! Folding of text before it is compared: what a reader cannot see, or cannot know from a keyboard, makes no
//! difference.
//!
//! Invariant: [`fold`] gives the same result as `fold_text` of the migrations, for every code point.

use super::table::{COMPOUNDS, LIGATURES, NEWER, REMOVED, SPACES, contains, letter};

/// Decomposes text by compatibility (NFKD of Unicode).
#[cfg(feature = "ssr")]
fn decompose(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfkd().collect()
}

#[cfg(not(feature = "ssr"))]
static DECOMPOSE: std::sync::OnceLock<fn(&str) -> String> = std::sync::OnceLock::new();

#[cfg(not(feature = "ssr"))]
fn decompose(text: &str) -> String {
    DECOMPOSE.get().map_or_else(|| text.to_owned(), |decompose| decompose(text))
}

/// Sets the function that decomposes text by compatibility (NFKD of Unicode). Browsers have one, so that its tables need
/// not be in the program. Later calls are ignored.
#[cfg(not(feature = "ssr"))]
pub fn use_decomposition(decompose: fn(&str) -> String) {
    // A second call has the same function.
    let _ = DECOMPOSE.set(decompose);
}

/// Folds text for comparison: decomposed by compatibility, small letters, without accents, apostrophes and invisible
/// characters, one form for letters that differ by keyboard, ASCII digits, and a space for each sign of punctuation but
/// `#`, `%`, `&` and `@`.
pub fn fold(text: &str) -> String {
    let known: String = text.chars().filter(|c| !contains(NEWER, *c)).collect();
    let decomposed = if known.is_ascii() { known } else { decompose(&known) };
    let folded: String = decomposed.chars().flat_map(fold_decomposed).collect();
    COMPOUNDS.iter().fold(folded, |text, (apart, joined)| text.replace(apart, joined))
}

/// The characters that one character is folded to; none if it is removed.
pub(crate) fn fold_char(c: char) -> impl Iterator<Item = char> {
    let decomposed = match c {
        c if c.is_ascii() => c.to_string(),
        c if contains(NEWER, c) => String::new(),
        c => decompose(c.encode_utf8(&mut [0; 4])),
    };
    decomposed.chars().flat_map(fold_decomposed).collect::<Vec<char>>().into_iter()
}

fn fold_decomposed(c: char) -> impl Iterator<Item = char> {
    let folded = match c {
        'a'..='z' | '0'..='9' | ' ' => Some(c),
        // PostgreSQL stores none.
        '\0' => None,
        c if contains(REMOVED, c) => None,
        c if contains(SPACES, c) => Some(' '),
        c => Some(letter(c)),
    };
    let ligature = folded.and_then(|c| LIGATURES.iter().find(|(from, _)| *from == c)).map(|(_, to)| *to);
    folded.filter(|_| ligature.is_none()).into_iter().chain(ligature.unwrap_or_default().chars())
}
