//! The figures above the list.

use super::{
    case::{Ask, Case, Kind},
    sample::Sample,
    search,
};
use crate::targets::{FIGURES_MS, SEARCH_MS};
use domain::{Period, bookings::BookingQuery};

/// All kinds of figures.
pub fn cases(sample: &Sample) -> Vec<Case> {
    let words = &sample.words;
    let figures = |name, target, asks| Case { name, kind: Kind::Figures, target: Some(target), asks };
    let found = |name, words: &[String]| {
        figures(name, SEARCH_MS, words.iter().map(|word| sample.ask(search::of(word))).collect())
    };
    let rare = [&words.rare_names[..], &words.phones, &words.absent].concat();
    vec![
        figures("figures of 30 days and those before", FIGURES_MS, months(sample)),
        figures("figures of a year and that before", FIGURES_MS, year(sample)),
        figures("figures of a master", FIGURES_MS, of_masters(sample)),
        figures("figures of all time", FIGURES_MS, vec![sample.ask(BookingQuery::default())]),
        figures("figures, a master's own", FIGURES_MS, own(sample)),
        found("figures of a search: frequent", &words.frequent),
        found("figures of a search: a first name", &words.first_names),
        found("figures of a search: neither", &words.between),
        found("figures of a search: rare or absent", &rare),
        found("figures of a search: one or two letters", &[&words.letters[..], &words.rare_pairs].concat()),
        found("figures of a search: two words", &words.two),
        figures("figures of a search: without contacts", SEARCH_MS, search::without_contacts(sample)),
        figures("figures of a search within 30 days", SEARCH_MS, searches_of_months(sample)),
    ]
}

fn months(sample: &Sample) -> Vec<Ask> {
    sample.periods().into_iter().map(|period| sample.ask(of(period))).collect()
}

fn of(period: Period) -> BookingQuery {
    BookingQuery { period, ..Default::default() }
}

fn year(sample: &Sample) -> Vec<Ask> {
    vec![sample.ask(of(Period::last_days(sample.today, 365)))]
}

fn of_masters(sample: &Sample) -> Vec<Ask> {
    let asked = sample.masters.iter().zip(sample.periods().into_iter().cycle());
    asked.map(|(master, period)| sample.ask(BookingQuery { master: Some(master.id), ..of(period) })).collect()
}

fn own(sample: &Sample) -> Vec<Ask> {
    let asked = sample.masters.iter().zip(sample.periods().into_iter().cycle());
    asked.map(|(master, period)| sample.ask_as(master, of(period))).collect()
}

fn searches_of_months(sample: &Sample) -> Vec<Ask> {
    let asked = search::mix(sample).into_iter().zip(sample.periods().into_iter().cycle());
    asked.map(|(word, period)| sample.ask(BookingQuery { period, ..search::of(&word) })).collect()
}
