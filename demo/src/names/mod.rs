//! Names of the clients.

mod arabic;
mod english;
mod expatriate;
mod russian;

use super::rng::Rng;
use super::translit::latin;

/// Origin of a client. It determines name, language, phone number and handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Russian,
    English,
    Arabic,
    Kazakh,
    Filipino,
    Indian,
}

impl Origin {
    /// Distributed as among the clients of a salon in Dubai.
    pub(super) fn draw(rng: &mut Rng) -> Self {
        match rng.below(100) {
            0..48 => Self::Russian,
            48..68 => Self::English,
            68..88 => Self::Arabic,
            88..92 => Self::Kazakh,
            92..96 => Self::Filipino,
            _ => Self::Indian,
        }
    }
}

/// A full name, and its lower-case Latin parts for handles and email addresses.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) full: String,
    pub(super) latin_first: String,
    pub(super) latin_last: String,
}

/// The name tables, split into words.
pub(super) struct Names {
    russian: Table,
    english: Table,
    arabic: Table,
    kazakh: Table,
    filipino: Table,
    indian: Table,
}

struct Table {
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    surnames: Vec<&'static str>,
}

impl Table {
    fn new(women: &'static str, men: &'static str, surnames: &'static str) -> Self {
        let words = |text: &'static str| text.split_whitespace().collect();
        Self { women: words(women), men: words(men), surnames: words(surnames) }
    }

    fn first(&self, rng: &mut Rng, male: bool) -> &'static str {
        rng.pick_skewed(if male { &self.men } else { &self.women })
    }

    /// A surname, double-barrelled for one of forty. `inflect` gives it its form.
    fn last(&self, rng: &mut Rng, inflect: impl Fn(&str) -> String) -> String {
        let one = inflect(rng.pick_skewed(&self.surnames));
        if !rng.chance(25) {
            return one;
        }
        let other = inflect(rng.pick_skewed(&self.surnames));
        if other == one { one } else { format!("{one}-{other}") }
    }
}

impl Names {
    pub(super) fn new() -> Self {
        use expatriate as e;
        Self {
            russian: Table::new(russian::WOMEN, russian::MEN, russian::SURNAMES),
            english: Table::new(english::WOMEN, english::MEN, english::SURNAMES),
            arabic: Table::new(arabic::WOMEN, arabic::MEN, arabic::SURNAMES),
            kazakh: Table::new(e::KAZAKH_WOMEN, e::KAZAKH_MEN, e::KAZAKH_SURNAMES),
            filipino: Table::new(e::FILIPINO_WOMEN, e::FILIPINO_MEN, e::FILIPINO_SURNAMES),
            indian: Table::new(e::INDIAN_WOMEN, e::INDIAN_MEN, e::INDIAN_SURNAMES),
        }
    }

    pub(super) fn draw(&self, rng: &mut Rng, origin: Origin, male: bool) -> Name {
        match origin {
            Origin::Russian => self.russian(rng, male),
            Origin::English => self.english(rng, male),
            Origin::Arabic => self.arabic(rng, male),
            Origin::Kazakh => first_and_last(&self.kazakh, rng, male, |s| {
                if male { expatriate::masculine(s).to_owned() } else { s.to_owned() }
            }),
            Origin::Filipino => first_and_last(&self.filipino, rng, male, str::to_owned),
            Origin::Indian => first_and_last(&self.indian, rng, male, str::to_owned),
        }
    }

    fn russian(&self, rng: &mut Rng, male: bool) -> Name {
        let mut first = self.russian.first(rng, male).to_owned();
        if !male && rng.chance(15) {
            first = format!("{first}-{}", rng.pick_skewed(&self.russian.women));
        }
        let last = self.russian.last(rng, |surname| if male { surname.to_owned() } else { russian::feminine(surname) });
        let (latin_first, latin_last) = (latin(&first), latin(&last));
        let full = match rng.below(100) {
            // Front desks also type the surname first, or no surname.
            0..15 => format!("{last} {first}"),
            15..21 => first,
            _ => format!("{first} {last}"),
        };
        Name { full, latin_first, latin_last }
    }

    fn english(&self, rng: &mut Rng, male: bool) -> Name {
        let middle = rng.chance(60).then(|| self.english.first(rng, male));
        let mut name = first_and_last(&self.english, rng, male, str::to_owned);
        if let (Some(middle), Some((first, last))) = (middle, name.full.split_once(' '))
            && middle != first
        {
            name.full = format!("{first} {middle} {last}");
        }
        name
    }

    /// First name, the father's name for two of five, family name.
    fn arabic(&self, rng: &mut Rng, male: bool) -> Name {
        let (latin_first, first) = split_spellings(self.arabic.first(rng, male));
        let (latin_last, last) = split_spellings(rng.pick_skewed(&self.arabic.surnames));
        let full = match rng.below(100) {
            0..40 => format!("{first} {} {last}", split_spellings(rng.pick_skewed(&self.arabic.men)).1),
            40..46 => first.to_owned(),
            46..49 if !male => format!("أم {}", split_spellings(rng.pick_skewed(&self.arabic.men)).1),
            _ => format!("{first} {last}"),
        };
        Name { full, latin_first: latin_first.to_owned(), latin_last: latin_last.to_owned() }
    }
}

fn first_and_last(table: &Table, rng: &mut Rng, male: bool, inflect: impl Fn(&str) -> String) -> Name {
    let first = table.first(rng, male);
    let last = table.last(rng, inflect);
    let (latin_first, latin_last) = (latin(first), latin(&last));
    let full = if rng.chance(40) { first.to_owned() } else { format!("{first} {last}") };
    let full = full.replace('_', " ");
    Name { full, latin_first, latin_last }
}

fn split_spellings(entry: &'static str) -> (&'static str, &'static str) {
    entry.split_once(':').unwrap_or((entry, entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn name_tables_are_large_and_without_duplicates() {
        let names = Names::new();
        for table in [&names.russian, &names.english, &names.arabic] {
            assert!(table.women.len() + table.men.len() >= 150);
            assert!(table.surnames.len() >= 290, "{}", table.surnames.len());
            for list in [&table.women, &table.men, &table.surnames] {
                assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len());
            }
        }
    }

    #[test]
    fn every_name_has_latin_spellings() {
        let names = Names::new();
        let mut rng = Rng::new(7, 0);
        for _ in 0..20_000 {
            let origin = Origin::draw(&mut rng);
            let male = rng.chance(100);
            let name = names.draw(&mut rng, origin, male);
            assert!(!name.full.is_empty() && name.full.trim() == name.full);
            for word in [&name.latin_first, &name.latin_last] {
                assert!(!word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()), "{name:?}");
            }
        }
    }
}
