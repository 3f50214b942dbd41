//! Phones in texts that people typed, masked for people who do not have the permission `clients:contacts`.

use crate::{
    mask_phone,
    search::{fold, fold_char},
};
use std::ops::Range;

/// Fewest digits of a number in a text that is taken for a phone; shorter ones may be prices or rooms.
const PHONE_IN_TEXT: usize = 7;

/// Masks the phones in a text that people typed, such as notes.
pub fn mask_phones_in(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut end = 0;
    for phone in phones_in(text) {
        masked.push_str(text.get(end..phone.start).unwrap_or_default());
        masked.push_str(&mask_of(text, &phone));
        end = phone.end;
    }
    masked + text.get(end..).unwrap_or_default()
}

/// The text that somebody made of a masked one, with the phones of the original where their masks still are, in any
/// order. Of phones with equal masks, the first is the first.
pub fn restore_phones(edited: &str, original: &str) -> String {
    let mut phones: Vec<(String, &str)> = phones_in(original)
        .into_iter()
        .map(|phone| (mask_of(original, &phone), original.get(phone).unwrap_or_default()))
        .collect();
    let (mut restored, mut rest) = (String::with_capacity(original.len()), edited);
    loop {
        let masks = phones.iter().enumerate();
        let next = masks.filter_map(|(number, (mask, _))| Some((rest.find(mask.as_str())?, number))).min();
        let Some((at, number)) = next else { return restored + rest };
        let (mask, phone) = phones.remove(number);
        restored.push_str(rest.get(..at).unwrap_or_default());
        restored.push_str(phone);
        rest = rest.get(at + mask.len()..).unwrap_or_default();
    }
}

fn mask_of(text: &str, phone: &Range<usize>) -> String {
    mask_phone(&fold(text.get(phone.clone()).unwrap_or_default()))
}

/// The phones in a text: digits of any alphabet, with a plus sign before and with spaces, hyphens and brackets between
/// them. Dates are none.
fn phones_in(text: &str) -> Vec<Range<usize>> {
    let mut phones = Vec::new();
    let mut run: Option<Range<usize>> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let end = at + c.len_utf8();
        match (&mut run, part(c)) {
            (Some(run), Part::Digit) => run.end = end,
            (None, Part::Digit | Part::Plus) => run = Some(at..end),
            (Some(_), Part::Between) | (None, _) => {}
            (Some(found), Part::Plus | Part::Other) => {
                phones.extend(Some(found.clone()).filter(|run| is_phone(text.get(run.clone()).unwrap_or_default())));
                run = (part(c) == Part::Plus).then_some(at..end);
            }
        }
    }
    phones
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Digit,
    Plus,
    /// Invisible, or a sign that people write between the digits of one number.
    Between,
    Other,
}

fn part(c: char) -> Part {
    match c {
        '0'..='9' => Part::Digit,
        '+' | '＋' => Part::Plus,
        ',' | ';' | ':' | '!' | '?' | '\n' | '،' | '؛' => Part::Other,
        c => {
            let folded: Vec<char> = fold_char(c).collect();
            match folded.as_slice() {
                [] | [' '] => Part::Between,
                [digit] if digit.is_ascii_digit() => Part::Digit,
                _ => Part::Other,
            }
        }
    }
}

fn is_phone(run: &str) -> bool {
    let folded = fold(run);
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    digits >= PHONE_IN_TEXT && !is_date(&folded)
}

/// `20 11 2026` and `2026 11 20`, as folding leaves them, also with an hour after them.
fn is_date(folded: &str) -> bool {
    let numbers: Option<Vec<u32>> = folded.split_whitespace().map(|number| number.parse().ok()).collect();
    let is_day_of = |year: u32, a: u32, b: u32| {
        (1900..=2100).contains(&year) && (1..=31).contains(&a.max(b)) && (1..=12).contains(&a.min(b))
    };
    let (day, hour) = match numbers.as_deref() {
        Some(day @ [_, _, _]) => (day, 0),
        Some([day @ .., hour]) => (day, *hour),
        _ => return false,
    };
    let &[a, b, c] = day else { return false };
    (is_day_of(c, a, b) || is_day_of(a, b, c)) && hour < 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_in_a_text_are_masked_and_nothing_else() {
        for (text, masked) in [
            ("call +971 50 123 4471, she asked", "call ··· 4471, she asked"),
            ("050-123-44-71 or (055) 765 43 21", "··· 4471 or (··· 4321"),
            ("٠٥٠ ١٢٣ ٤٤٧١", "··· 4471"),
            ("\u{202a}+971501234471\u{202c}", "\u{202a}··· 4471\u{202c}"),
            ("wa.me/971501234471", "wa.me/··· 4471"),
            ("+971501234471+971557654321", "··· 4471··· 4321"),
            ("call 22 33 4455", "call ··· 4455"),
            ("tel: 0501234471; 0557654321", "tel: ··· 4471; ··· 4321"),
        ] {
            assert_eq!(mask_phones_in(text), masked, "{text}");
        }
        for text in [
            "",
            "at 10:30, 2 sets for 1500",
            "since 20.11.2026",
            "20.11.2026 14:30",
            "2026-11-20, 14:00",
            "room 12-04",
            "+",
            "№ 123456",
        ] {
            assert_eq!(mask_phones_in(text), text);
        }
    }

    #[test]
    fn editing_masked_notes_keeps_the_phones() {
        let notes = "Her sister: +971 50 123 4471, husband 0557654321.";
        let masked = mask_phones_in(notes);
        assert_eq!(restore_phones(&masked, notes), notes);
        assert_eq!(
            restore_phones(&format!("Late. {}", masked.replace("husband", "he:")), notes),
            "Late. Her sister: +971 50 123 4471, he: 0557654321."
        );
        assert_eq!(restore_phones("Call the husband ··· 4321", notes), "Call the husband 0557654321");
        assert_eq!(restore_phones("nobody", notes), "nobody");
        assert_eq!(restore_phones("··· 4321 before ··· 4471", notes), "0557654321 before +971 50 123 4471");
    }
}
