//! Normalised search terms.
//!
//! Invariant: [`fold`] gives the same result as `migrations/0002_search_text.sql` does for stored text.

/// Characters of the input that are read; the rest is ignored.
const MAX_CHARS: usize = 200;
/// Words that are searched for; further ones are ignored, as they would hardly narrow the result.
const MAX_WORDS: usize = 8;

/// Folded words, at least one and at most eight. A row matches when each word occurs somewhere in its search text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms(Vec<String>);

impl Terms {
    /// Splits typed text into folded words; `None` when there is no word. Only the first 200 characters and eight words
    /// count.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(MAX_CHARS).collect();
        let mut words: Vec<String> = Vec::new();
        let mut number = String::new();
        // Adjacent numeric pieces are joined, since phones are typed with spaces.
        for piece in typed.split_whitespace().map(fold).chain([String::new()]) {
            if is_of_number(&piece) {
                number.push_str(&piece);
                continue;
            }
            words.extend(number_word(&std::mem::take(&mut number)));
            words.extend((!piece.is_empty()).then_some(piece));
        }
        words.truncate(MAX_WORDS);
        (!words.is_empty()).then_some(Terms(words))
    }

    /// The words after folding, in the order typed.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// A `LIKE` pattern per word that matches it anywhere, with `\` as the escape character.
    pub fn patterns(&self) -> Vec<String> {
        self.0.iter().map(|word| pattern(word)).collect()
    }
}

/// The `LIKE` pattern that matches `word` anywhere; `%`, `_` and `\` in it are escaped by `\`.
pub fn pattern(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len() + 2);
    pattern.push('%');
    for c in word.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Normalises text for comparison: lower case, ё → е, one form per Arabic letter, Arabic-Indic digits to ASCII; vowel
/// marks, zero-width and control characters are removed.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(fold_char).collect()
}

/// Folds one lower-case character; `None` for characters that are removed.
pub(crate) fn fold_char(c: char) -> Option<char> {
    Some(match c {
        'ё' => 'е',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10)?,
        // Tatweel, Arabic vowel marks, zero-width and direction marks. Control characters never occur in stored text.
        'ـ' | '\u{64B}'..='\u{652}' | '\u{670}' | '\u{200B}' | '\u{200E}' | '\u{200F}' => return None,
        c if c.is_control() => return None,
        c => c,
    })
}

/// Whether a piece consists only of ASCII digits and phone punctuation.
fn is_of_number(piece: &str) -> bool {
    !piece.is_empty() && piece.chars().all(|c| c.is_ascii_digit() || "()+-./".contains(c))
}

/// Numbers with fewer digits are searched as typed: the end of a phone, a price, or a part of a name such as `1-2`.
const PHONE_DIGITS: usize = 5;

/// The search word for a typed number. Phones in any notation (`+971 50…`, `00971…`, `050 …`, `8 (916) …`) are reduced
/// to digits that occur in the stored E.164 number.
fn number_word(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < PHONE_DIGITS {
        // A leading plus belongs to a phone; other punctuation may belong to a name.
        let plain = typed.trim_start_matches('+');
        return (!typed.is_empty())
            .then(|| if plain == digits && !digits.is_empty() { digits } else { typed.to_owned() });
    }
    // 8 is the trunk prefix of Russia and Kazakhstan, 0 that of most other countries; E.164 numbers have neither.
    let national = match digits.strip_prefix('8') {
        Some(rest) if digits.len() == 11 => rest,
        _ => digits.trim_start_matches('0'),
    };
    Some(if national.is_empty() { digits } else { national.to_owned() })
}

/// A part of a displayed text that either matches the search in full or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The part as displayed, not folded.
    pub text: String,
    /// Whether the part matches and is to be highlighted.
    pub found: bool,
}

/// Splits `text` into matching and other parts; joined, they give `text` again. Characters for which `keep` is false
/// (such as spaces in a phone) are skipped while matching.
pub fn highlight(text: &str, terms: &Terms, keep: impl Fn(char) -> bool) -> Vec<Piece> {
    let letters: Vec<char> = text.chars().collect();
    let folded: Vec<(usize, char)> = letters
        .iter()
        .enumerate()
        .flat_map(|(at, c)| c.to_lowercase().filter_map(fold_char).map(move |c| (at, c)))
        .filter(|(_, c)| keep(*c))
        .collect();
    let mut found = vec![false; letters.len()];
    for word in terms.words() {
        let word: Vec<char> = word.chars().collect();
        for window in folded.windows(word.len().max(1)) {
            if !word.is_empty() && window.iter().map(|(_, c)| c).eq(word.iter()) {
                let (from, to) = (window.first().map_or(0, |w| w.0), window.last().map_or(0, |w| w.0));
                found.iter_mut().take(to + 1).skip(from).for_each(|f| *f = true);
            }
        }
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (letter, found) in letters.into_iter().zip(found) {
        match pieces.last_mut() {
            Some(piece) if piece.found == found => piece.text.push(letter),
            _ => pieces.push(Piece { text: letter.to_string(), found }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<String> {
        Terms::parse(typed).map(|terms| terms.0).unwrap_or_default()
    }

    #[test]
    fn case_and_variants_of_three_alphabets_fold() {
        assert_eq!(fold("ЁЛКА Lash"), "елка lash");
        assert_eq!(fold("أحمدُ  فاطمة"), "احمد  فاطمه");
        assert_eq!(fold("٠٥٠"), "050");
    }

    #[test]
    fn phones_in_any_notation_are_one_word_of_the_international_form() {
        for typed in ["+971 50 123 4567", "00971501234567", "971-50-123-45-67", "(971) 50.123.4567"] {
            assert_eq!(words(typed), ["971501234567"], "{typed}");
        }
        assert_eq!(words("050 123 4567"), ["501234567"]);
        assert_eq!(words("8 (916) 123-45-67"), ["9161234567"]);
        assert_eq!(words("4567"), ["4567"]);
        assert_eq!(words("0"), ["0"]);
        assert_eq!(words("٠٥٠ ١٢٣"), ["50123"]);
        assert_eq!(words("Ольга +7 (916) 12 наз"), ["ольга", "791612", "наз"]);
        assert_eq!(words("0045"), ["0045"]);
        assert_eq!(words("1-2"), ["1-2"]);
        assert_eq!(words("+971"), ["971"]);
    }

    #[test]
    fn names_split_into_words_and_handles_keep_their_sign() {
        assert_eq!(words("  Ольга   Наз "), ["ольга", "наз"]);
        assert_eq!(words("@Amelia.Hart"), ["@amelia.hart"]);
        assert_eq!(words("2D"), ["2d"]);
    }

    #[test]
    fn hostile_input_is_harmless() {
        assert_eq!(words(""), Vec::<String>::new());
        assert_eq!(words("\u{200F}\u{0} \n"), Vec::<String>::new());
        assert_eq!(words("+ ()"), ["+()"]);
        assert_eq!(words("a\u{0}b"), ["ab"]);
        assert_eq!(pattern(r"50%_\"), r"%50\%\_\\%");
        assert_eq!(words(&"x".repeat(10_000)), ["x".repeat(200)]);
        assert_eq!(words(&"a ".repeat(10_000)).len(), 8);
        assert_eq!(words("🙂"), ["🙂"]);
    }

    #[test]
    fn highlight_marks_what_was_meant() {
        let show = |text: &str, typed: &str| {
            highlight(text, &Terms::parse(typed).unwrap(), |c| !c.is_whitespace())
                .into_iter()
                .map(|p| if p.found { format!("[{}]", p.text) } else { p.text })
                .collect::<String>()
        };
        assert_eq!(show("Наращивание ресниц", "РЕСН"), "Наращивание [ресн]иц");
        assert_eq!(show("+971 50 123", "50123"), "+971 [50 123]");
        assert_eq!(show("Алёна", "ален"), "[Алён]а");
        assert_eq!(show("aXbX", "x"), "a[X]b[X]");
        assert_eq!(show("", "x"), "");
    }
}
