//! The table of folding, from which the SQL function `fold_text` is written too (see [`sql`]).
//!
//! Ranges are inclusive. All but [`NEWER`] concern text that was decomposed by compatibility (NFKD of Unicode).

pub(super) type Range = (char, char);

/// Characters whose decomposition is newer than Unicode 13, that of PostgreSQL 14. They are removed first, so that the
/// result does not depend on the version of Unicode.
pub(super) const NEWER: &[Range] = &[
    ('\u{558}', '\u{558}'),
    ('\u{58B}', '\u{58C}'),
    ('\u{209D}', '\u{209F}'),
    ('\u{A7F1}', '\u{A7F4}'),
    ('\u{105C9}', '\u{105E4}'),
    ('\u{10780}', '\u{107BF}'),
    ('\u{11380}', '\u{113FF}'),
    ('\u{16120}', '\u{1613F}'),
    ('\u{16D40}', '\u{16D7F}'),
    ('\u{1B123}', '\u{1B126}'),
    ('\u{1CC00}', '\u{1CCFF}'),
    ('\u{1D6A6}', '\u{1D6A6}'),
    ('\u{1DF00}', '\u{1DFFF}'),
    ('\u{1E030}', '\u{1E08F}'),
];

/// Characters that are removed: controls, what Unicode calls default ignorable, marks on letters of Latin, Greek,
/// Cyrillic, Hebrew and Arabic, hamza and tatweel, apostrophes.
pub(super) const REMOVED: &[Range] = &[
    ('\u{1}', '\u{8}'),
    ('\u{E}', '\u{1F}'),
    ('\'', '\''),
    ('`', '`'),
    ('\u{7F}', '\u{84}'),
    ('\u{86}', '\u{9F}'),
    ('\u{AD}', '\u{AD}'),
    ('\u{2B9}', '\u{2BF}'),
    ('\u{2C8}', '\u{2C8}'),
    ('\u{300}', '\u{36F}'),
    ('\u{483}', '\u{489}'),
    ('\u{591}', '\u{5BD}'),
    ('\u{5BF}', '\u{5BF}'),
    ('\u{5C1}', '\u{5C2}'),
    ('\u{5C4}', '\u{5C5}'),
    ('\u{5C7}', '\u{5C7}'),
    ('\u{610}', '\u{61A}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{621}', '\u{621}'),
    ('\u{640}', '\u{640}'),
    ('\u{64B}', '\u{65F}'),
    ('\u{670}', '\u{670}'),
    ('\u{674}', '\u{674}'),
    ('\u{6D6}', '\u{6DC}'),
    ('\u{6DF}', '\u{6E8}'),
    ('\u{6EA}', '\u{6ED}'),
    ('\u{8D3}', '\u{8E1}'),
    ('\u{8E3}', '\u{8FF}'),
    ('\u{115F}', '\u{1160}'),
    ('\u{17B4}', '\u{17B5}'),
    ('\u{180B}', '\u{180F}'),
    ('\u{1AB0}', '\u{1AFF}'),
    ('\u{1DC0}', '\u{1DFF}'),
    ('\u{200B}', '\u{200F}'),
    ('\u{2018}', '\u{201B}'),
    ('\u{202A}', '\u{202E}'),
    ('\u{2032}', '\u{2032}'),
    ('\u{2035}', '\u{2035}'),
    ('\u{2060}', '\u{206F}'),
    ('\u{20D0}', '\u{20F0}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FE20}', '\u{FE2F}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{FFF0}', '\u{FFF8}'),
    ('\u{1BCA0}', '\u{1BCA3}'),
    ('\u{1D173}', '\u{1D17A}'),
    ('\u{E0000}', '\u{E0FFF}'),
];

/// Characters that separate words: spaces, line breaks, dashes and punctuation, but not `#`, `%`, `&` and `@`.
pub(super) const SPACES: &[Range] = &[
    ('\t', '\r'),
    ('!', '"'),
    ('$', '$'),
    ('(', '/'),
    (':', '?'),
    ('[', '_'),
    ('{', '~'),
    ('\u{85}', '\u{85}'),
    ('\u{A1}', '\u{A7}'),
    ('\u{A9}', '\u{A9}'),
    ('\u{AB}', '\u{AC}'),
    ('\u{AE}', '\u{AE}'),
    ('\u{B0}', '\u{B1}'),
    ('\u{B6}', '\u{B7}'),
    ('\u{BB}', '\u{BB}'),
    ('\u{BF}', '\u{BF}'),
    ('\u{D7}', '\u{D7}'),
    ('\u{F7}', '\u{F7}'),
    ('\u{55A}', '\u{55F}'),
    ('\u{589}', '\u{58A}'),
    ('\u{5BE}', '\u{5BE}'),
    ('\u{5C0}', '\u{5C0}'),
    ('\u{5C3}', '\u{5C3}'),
    ('\u{5C6}', '\u{5C6}'),
    ('\u{5F3}', '\u{5F4}'),
    ('\u{60C}', '\u{60D}'),
    ('\u{61B}', '\u{61B}'),
    ('\u{61D}', '\u{61F}'),
    ('\u{66A}', '\u{66D}'),
    ('\u{6D4}', '\u{6D4}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2010}', '\u{2017}'),
    ('\u{201C}', '\u{2029}'),
    ('\u{2030}', '\u{2031}'),
    ('\u{2036}', '\u{205F}'),
    ('\u{2190}', '\u{21FF}'),
    ('\u{2212}', '\u{2212}'),
    ('\u{2E00}', '\u{2E7F}'),
    ('\u{3001}', '\u{3003}'),
    ('\u{3008}', '\u{3011}'),
    ('\u{3014}', '\u{301F}'),
    ('\u{30FB}', '\u{30FB}'),
];

/// Alphabets whose capitals become small: Latin, Greek, Cyrillic and Armenian.
pub(super) const CASED: &[Range] =
    &[('A', 'Z'), ('\u{C0}', '\u{24F}'), ('\u{370}', '\u{52F}'), ('\u{531}', '\u{556}'), ('\u{1E9E}', '\u{1E9E}')];

/// One form for letters that differ by keyboard or that readers take for another one; applied after lower case.
pub(super) const LETTERS: &[(char, char)] = &[
    ('ø', 'o'),
    ('ł', 'l'),
    ('đ', 'd'),
    ('ð', 'd'),
    ('ħ', 'h'),
    ('ı', 'i'),
    ('ς', 'σ'),
    ('ٱ', 'ا'),
    ('ى', 'ي'),
    ('ی', 'ي'),
    ('ې', 'ي'),
    ('ے', 'ي'),
    ('ک', 'ك'),
    ('ڪ', 'ك'),
    ('ة', 'ه'),
    ('ہ', 'ه'),
    ('ھ', 'ه'),
    ('ۃ', 'ه'),
    ('ە', 'ه'),
];

/// The zeros of other digits, each followed by one to nine.
pub(super) const ZEROS: &[char] = &['٠', '۰', '०', '০'];

/// Letters that stand for two.
pub(super) const LIGATURES: &[(char, &str)] = &[('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('þ', "th")];

/// Parts of Arabic names that are written both apart and joined.
pub(super) const COMPOUNDS: &[(&str, &str)] = &[("عبد ال", "عبدال"), (" الدين", "الدين")];

/// Whether a character is in one of the ranges.
pub(super) fn contains(ranges: &[Range], c: char) -> bool {
    ranges.iter().any(|(from, to)| (*from..=*to).contains(&c))
}

/// The letter, digit or sign for one that is neither removed nor a space.
pub(super) fn letter(c: char) -> char {
    let small = if contains(CASED, c) { c.to_lowercase().next().unwrap_or(c) } else { c };
    let zero = ZEROS.iter().find(|zero| (u32::from(**zero)..=u32::from(**zero) + 9).contains(&u32::from(c)));
    let digit = zero.and_then(|zero| char::from_digit(u32::from(c) - u32::from(*zero), 10));
    let same = LETTERS.iter().find(|(from, _)| *from == small).map(|(_, to)| *to);
    digit.or(same).unwrap_or(small)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization as _;

    /// A literal of several lines, which SQL joins.
    fn literal(pieces: impl Iterator<Item = String>, longest: usize) -> String {
        let mut lines = vec![String::new()];
        for piece in pieces {
            match lines.last_mut() {
                Some(line) if line.chars().count() + piece.chars().count() <= longest => line.push_str(&piece),
                _ => lines.push(piece),
            }
        }
        lines.iter().map(|line| format!("'{line}'")).collect::<Vec<_>>().join("\n        ")
    }

    fn class(ranges: &[Range]) -> String {
        let escaped = |c: char| match u32::from(c) {
            code @ ..=0xFFFF => format!("\\u{code:04X}"),
            code => format!("\\U{code:08X}"),
        };
        let range = |(from, to): &Range| match from == to {
            true => escaped(*from),
            false => format!("{}-{}", escaped(*from), escaped(*to)),
        };
        let pieces = std::iter::once("[".to_owned()).chain(ranges.iter().map(range)).chain(["]".to_owned()]);
        literal(pieces, 100)
    }

    /// The statement that creates the SQL function `fold_text`.
    fn sql() -> String {
        let digits = ZEROS.iter().flat_map(|zero| (0..10).filter_map(|more| char::from_u32(u32::from(*zero) + more)));
        let cased = CASED.iter().flat_map(|(from, to)| *from..=*to);
        let mut changed: Vec<char> = cased.chain(LETTERS.iter().map(|(from, _)| *from)).chain(digits).collect();
        changed.retain(|c| letter(*c) != *c && c.nfkd().eq([*c]));
        let letters = |of: fn(char) -> char| literal(changed.iter().map(|c| of(*c).to_string()), 60);
        let ligatures = LIGATURES.iter().map(|(from, to)| (from.to_string(), *to));
        let compounds = COMPOUNDS.iter().map(|(from, to)| ((*from).to_owned(), *to));
        let known = format!("regexp_replace(value,\n        {},\n        '', 'g')", class(NEWER));
        let seen = format!("regexp_replace(normalize({known}, NFKD),\n        {},\n        '', 'g')", class(REMOVED));
        let spaced = format!("regexp_replace({seen},\n        {},\n        ' ', 'g')", class(SPACES));
        let folded = format!("translate({spaced},\n        {},\n        {})", letters(|c| c), letters(letter));
        let replaced =
            ligatures.chain(compounds).fold(folded, |text, (from, to)| format!("replace({text}, '{from}', '{to}')"));
        format!(
            "CREATE OR REPLACE FUNCTION fold_text(value text) RETURNS text\n    \
             LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT\n    RETURN {replaced};\n"
        )
    }

    #[test]
    fn the_migration_has_the_same_table() {
        let migration = include_str!("../../../migrations/0011_folding.sql");
        assert!(migration.contains(&sql()), "the function must be:\n{}", sql());
    }
}
