//! Normalised search terms.

mod fold;
mod highlight;
mod links;
mod table;

pub use fold::fold;
#[cfg(feature = "ssr")]
pub(crate) use fold::fold_char;
#[cfg(not(feature = "ssr"))]
pub use fold::use_decomposition;
pub use highlight::{Piece, highlight};
pub(crate) use links::without_links;

use std::mem;

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
        let mut number: Vec<String> = Vec::new();
        for token in without_links(&typed).split_whitespace() {
            let folded = fold(token);
            let pieces = folded.split(' ').filter(|piece| !piece.is_empty()).map(str::to_owned);
            // Adjacent pieces of digits are joined, since phones are typed with spaces and punctuation; but not those of
            // a handle such as `@anna_1998_05`.
            if token.chars().any(char::is_alphabetic) || folded.contains(['@', '#', '%', '&']) {
                words.extend(number_words(&mem::take(&mut number)));
                words.extend(pieces);
            } else {
                let (digits, others): (Vec<_>, Vec<_>) =
                    pieces.partition(|piece| piece.bytes().all(|byte| byte.is_ascii_digit()));
                number.extend(digits);
                words.extend(others);
            }
        }
        words.extend(number_words(&number));
        // Parts of names that are written apart may be tokens of their own.
        let mut words: Vec<String> = fold(&words.join(" ")).split(' ').map(str::to_owned).collect();
        words.retain(|word| !word.is_empty());
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

/// Fewer digits are no phone: the end of one, a price, or a part of a name.
pub(crate) const PHONE_DIGITS: usize = 5;

/// The search words for adjacent pieces of digits. Phones in any notation (`+971 50…`, `00971…`, `050 …`, `8 (916) …`)
/// are reduced to digits that occur in the stored E.164 number.
fn number_words(pieces: &[String]) -> Vec<String> {
    let digits = pieces.concat();
    if digits.len() < PHONE_DIGITS {
        return pieces.to_vec();
    }
    // 8 is the trunk prefix of Russia and Kazakhstan, 0 that of most other countries; E.164 numbers have neither.
    let national = match digits.strip_prefix('8') {
        Some(rest) if digits.len() == 11 => rest,
        _ => digits.trim_start_matches('0'),
    };
    vec![if national.is_empty() { digits } else { national.to_owned() }]
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
        assert_eq!(fold("İpek Renée Müller ŁÓDŹ Straße"), "ipek renee muller lodz strasse");
        assert_eq!(fold("И\u{306}орданова"), fold("йорданова"));
        assert_eq!(fold("كی ک"), fold("كي ك"));
        assert_eq!(fold("عبد الله نور الدين"), "عبدالله نورالدين");
        assert_eq!(fold("ﷲ Ｆｕｌｌ ①"), "الله full 1");
        assert_eq!(fold("٠٥٠ ۰۵۰ ०१"), "050 050 01");
    }

    #[test]
    fn what_cannot_be_seen_and_punctuation_make_no_difference() {
        for typed in
            ["\u{202a}+971 50 987 6501\u{202c}", "tel:+971509876501", "+971 (0)50 987 6501", "+971–50–987–6501"]
        {
            assert_eq!(words(typed), ["971509876501"], "{typed}");
        }
        for typed in [
            "https://wa.me/971509876501",
            "wa.me/971509876501?text=hi",
            "971509876501;",
            "'+971509876501",
            "+971 50‑987‑6501,",
        ] {
            assert_eq!(words(typed), ["971509876501"], "{typed}");
        }
        assert_eq!(words("050_987_6501"), ["509876501"]);
        assert_eq!(words("\u{2068}Zzws One\u{2069}"), ["zzws", "one"]);
        assert_eq!(words("\u{feff}Zzws"), ["zzws"]);
        for typed in ["Игорь, Папа", "«Игорь Папа»", "Игорь Папа;", "Игорь-Папа"]
        {
            assert_eq!(words(typed), ["игорь", "папа"], "{typed}");
        }
        assert_eq!(words("O’Brien"), words("O'Brien"));
        assert_eq!(words("https://www.instagram.com/amelia.hart/?igsh=abc"), ["amelia", "hart"]);
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
        assert_eq!(words("1-2"), ["1", "2"]);
        assert_eq!(words("+971"), ["971"]);
    }

    #[test]
    fn names_split_into_words_and_handles_keep_their_sign() {
        assert_eq!(words("  Ольга   Наз "), ["ольга", "наз"]);
        assert_eq!(words("@Amelia.Hart"), ["@amelia", "hart"]);
        assert_eq!(words("2D"), ["2d"]);
        assert_eq!(words("@maria_1998_05"), ["@maria", "1998", "05"]);
        assert_eq!(words("nails.24.7.365"), ["nails", "24", "7", "365"]);
        assert_eq!(words("عبد الله"), words("عبدالله"));
    }

    #[test]
    fn hostile_input_is_harmless() {
        assert_eq!(words(""), Vec::<String>::new());
        assert_eq!(words("\u{200F}\u{0} \n"), Vec::<String>::new());
        assert_eq!(words("+ ()"), Vec::<String>::new());
        assert_eq!(words("a\u{0}b"), ["ab"]);
        assert_eq!(pattern(r"50%_\"), r"%50\%\_\\%");
        assert_eq!(words(&"x".repeat(10_000)), ["x".repeat(200)]);
        assert_eq!(words(&"a ".repeat(10_000)).len(), 8);
        assert_eq!(words("🙂"), ["🙂"]);
    }
}
