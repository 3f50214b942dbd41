//! Queries for the list with a search.

use super::{
    case::{Case, Kind, QueryVariant},
    sample::Sample,
};
use crate::targets::SEARCH_MS;
use domain::bookings::{BookingQuery, Sort, Status};

pub fn cases(sample: &Sample) -> Vec<Case> {
    let words = &sample.words;
    let search = |name, variants| Case { name, kind: Kind::List, target: Some(SEARCH_MS), variants };
    let for_all = |words: &[String]| words.iter().map(|word| sample.as_director(of(word))).collect();
    vec![
        search("search: a frequent word", for_all(&words.frequent)),
        search("search: a common first name", for_all(&words.first_names)),
        search("search: a name neither frequent nor rare", for_all(&words.between)),
        search("search: a rare surname", for_all(&words.rare_names)),
        search("search: a full phone", for_all(&words.phones)),
        search("search: an absent word", for_all(&words.absent)),
        search("search: one letter", for_all(&words.letters)),
        search("search: two letters, frequent", for_all(&words.frequent_pairs)),
        search("search: two letters, rare or absent", for_all(&words.rare_pairs)),
        search("search: two words", for_all(&words.two)),
        search("search: two rare names", for_all(&words.two_rare)),
        search("search: a name in another alphabet", for_all(&words.sounds)),
        search("search: a later page", later(sample)),
        search("search: oldest first", all_kinds(sample, |query| BookingQuery { sort: Sort::Oldest, ..query })),
        search("search: a status", statuses(sample)),
        search("search: within 30 days", within_periods(sample)),
        search("search: a master's own", own_bookings(sample)),
        search("search: without contacts", without_contacts(sample)),
        search("search: without contacts, a master's own", own_without_contacts(sample)),
    ]
}

pub fn of(word: &str) -> BookingQuery {
    BookingQuery { q: word.to_owned(), ..Default::default() }
}

/// One or two words of each kind.
pub fn mix(sample: &Sample) -> Vec<String> {
    let words = &sample.words;
    let kinds = [
        (&words.frequent, 2),
        (&words.first_names, 2),
        (&words.between, 2),
        (&words.rare_names, 1),
        (&words.phones, 2),
        (&words.absent, 2),
        (&words.letters, 2),
        (&words.frequent_pairs, 1),
        (&words.rare_pairs, 1),
        (&words.two, 1),
    ];
    kinds.into_iter().flat_map(|(words, some)| words.iter().take(some).cloned()).collect()
}

fn all_kinds(sample: &Sample, change: impl Fn(BookingQuery) -> BookingQuery) -> Vec<QueryVariant> {
    mix(sample).iter().map(|word| sample.as_director(change(of(word)))).collect()
}

fn later(sample: &Sample) -> Vec<QueryVariant> {
    let mut cursors = sample.cursors.iter().copied();
    mix(sample).iter().map(|word| sample.as_director(BookingQuery { after: cursors.next(), ..of(word) })).collect()
}

fn statuses(sample: &Sample) -> Vec<QueryVariant> {
    let statuses = Status::ALL.into_iter().cycle();
    let queries = mix(sample).into_iter().zip(statuses);
    queries.map(|(word, status)| sample.as_director(BookingQuery { status: Some(status), ..of(&word) })).collect()
}

fn within_periods(sample: &Sample) -> Vec<QueryVariant> {
    let periods = sample.periods();
    let queries = mix(sample).into_iter().zip(periods.iter().cycle().copied());
    queries.map(|(word, period)| sample.as_director(BookingQuery { period, ..of(&word) })).collect()
}

fn own_bookings(sample: &Sample) -> Vec<QueryVariant> {
    let queries = mix(sample).into_iter().zip(sample.masters.iter().cycle());
    queries.map(|(word, master)| sample.as_master(master, of(&word))).collect()
}

/// Actors who may not see contacts search for parts of contacts and for other words.
pub fn without_contacts(sample: &Sample) -> Vec<QueryVariant> {
    words_without_contacts(sample).map(|word| sample.as_sales(of(word))).collect()
}

fn own_without_contacts(sample: &Sample) -> Vec<QueryVariant> {
    let queries = words_without_contacts(sample).zip(sample.masters.iter().cycle());
    queries.map(|(word, master)| sample.as_master(master, of(word))).collect()
}

fn words_without_contacts(sample: &Sample) -> impl Iterator<Item = &String> {
    let words = &sample.words;
    [&words.in_contacts, &words.phones, &words.between, &words.rare_names, &words.rare_pairs].into_iter().flatten()
}
