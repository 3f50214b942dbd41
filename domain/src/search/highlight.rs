use super::{Terms, fold::fold_char, table::COMPOUNDS};

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
    let mut folded: Vec<(usize, char)> =
        letters.iter().enumerate().flat_map(|(at, c)| fold_char(*c).map(move |c| (at, c))).collect();
    join_compounds(&mut folded);
    folded.retain(|(_, c)| keep(*c));
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

/// Removes the spaces inside compound names, as [`fold`](super::fold) does.
fn join_compounds(folded: &mut Vec<(usize, char)>) {
    for (apart, _) in COMPOUNDS {
        let apart: Vec<char> = apart.chars().collect();
        let Some(space) = apart.iter().position(|c| *c == ' ') else { continue };
        let starts = folded.windows(apart.len()).enumerate();
        let found = starts.filter(|(_, window)| window.iter().map(|(_, c)| c).eq(apart.iter()));
        let mut spaces: Vec<usize> = found.map(|(at, _)| at + space).collect();
        while let Some(at) = spaces.pop() {
            folded.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(show("Hans Müller-Weiß", "muller weiss"), "Hans [Müller]-[Weiß]");
        assert_eq!(show("Pat O’Brien", "o'brien"), "Pat [O’Brien]");
        assert_eq!(show("И\u{306}орданова", "йорд"), "[И\u{306}орд]анова");
        assert_eq!(show("عبد الله", "عبدالله"), "[عبد الله]");
        assert_eq!(show("+971–50 123", "50123"), "+971–[50 123]");
    }
}
