//! Queries for the figures above the list.

use super::{
    case::{Case, Kind, QueryVariant},
    sample::Sample,
    search,
};
use crate::targets::{FIGURES_MS, SEARCH_MS};
use domain::{Period, bookings::BookingQuery};

pub fn cases(sample: &Sample) -> Vec<Case> {
    let words = &sample.words;
    let figures = |name, target, variants| Case { name, kind: Kind::Figures, target: Some(target), variants };
    let found = |name, words: &[String]| {
        figures(name, SEARCH_MS, words.iter().map(|word| sample.as_director(search::of(word))).collect())
    };
    let rare = [&words.rare_names[..], &words.phones, &words.absent].concat();
    vec![
        figures("figures of 30 days and those before", FIGURES_MS, months(sample)),
        figures("figures of a year and that before", FIGURES_MS, year(sample)),
        figures("figures of a master", FIGURES_MS, of_masters(sample)),
        figures("figures of all time", FIGURES_MS, vec![sample.as_director(BookingQuery::default())]),
        figures("figures, a master's own", FIGURES_MS, own_bookings(sample)),
        found("figures of a search: frequent", &words.frequent),
        found("figures of a search: a first name", &words.first_names),
        found("figures of a search: neither", &words.between),
        found("figures of a search: rare or absent", &rare),
        found("figures of a search: one or two letters", &[&words.letters[..], &words.rare_pairs].concat()),
        found("figures of a search: two words", &words.two),
        found("figures of a search: two rare names", &words.two_rare),
        found("figures of a search: a name in another alphabet", &words.sounds),
        figures("figures of a search: without contacts", SEARCH_MS, search::without_contacts(sample)),
        figures("figures of a search within 30 days", SEARCH_MS, searches_of_months(sample)),
    ]
}

fn months(sample: &Sample) -> Vec<QueryVariant> {
    sample.periods().into_iter().map(|period| sample.as_director(of(period))).collect()
}

fn of(period: Period) -> BookingQuery {
    BookingQuery { period, ..Default::default() }
}

fn year(sample: &Sample) -> Vec<QueryVariant> {
    vec![sample.as_director(of(Period::last_days(sample.today, 365)))]
}

fn of_masters(sample: &Sample) -> Vec<QueryVariant> {
    let queries = sample.masters.iter().zip(sample.periods().into_iter().cycle());
    queries.map(|(master, period)| sample.as_director(BookingQuery { master: Some(master.id), ..of(period) })).collect()
}

fn own_bookings(sample: &Sample) -> Vec<QueryVariant> {
    let queries = sample.masters.iter().zip(sample.periods().into_iter().cycle());
    queries.map(|(master, period)| sample.as_master(master, of(period))).collect()
}

fn searches_of_months(sample: &Sample) -> Vec<QueryVariant> {
    let queries = search::mix(sample).into_iter().zip(sample.periods().into_iter().cycle());
    queries.map(|(word, period)| sample.as_director(BookingQuery { period, ..search::of(&word) })).collect()
}
