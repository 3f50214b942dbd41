//! The list without a search.

use super::{
    case::{Case, Kind, QueryVariant},
    sample::Sample,
};
use crate::targets::{FILTERED_MS, NEWEST_MS};
use domain::bookings::{BookingQuery, Cursor, Sort, Status};

pub fn cases(sample: &Sample) -> Vec<Case> {
    let anything = BookingQuery::default();
    let [last, first] = sample.ends.map(Some);
    let oldest = BookingQuery { sort: Sort::Oldest, ..anything.clone() };
    let list = |name, target, variants| Case { name, kind: Kind::List, target: Some(target), variants };
    let one = |query| vec![sample.as_director(query)];
    vec![
        list("newest 20", NEWEST_MS, one(anything.clone())),
        list("oldest 20", FILTERED_MS, one(oldest.clone())),
        list("last page, newest first", FILTERED_MS, one(BookingQuery { after: last, ..anything.clone() })),
        list("last page, oldest first", FILTERED_MS, one(BookingQuery { after: first, ..oldest.clone() })),
        list("any page", FILTERED_MS, any_page(sample, [anything, oldest])),
        list("of a status", FILTERED_MS, any_page(sample, of_statuses())),
        list("of a master", FILTERED_MS, any_page(sample, of_masters(sample))),
        list("of 30 days", FILTERED_MS, within_periods(sample, of_periods(sample))),
        list("of a master and a status", FILTERED_MS, any_page(sample, of_masters_and_statuses(sample))),
        list("of a status in 30 days", FILTERED_MS, within_periods(sample, of_statuses_and_periods(sample))),
        list("of a master and a status in 30 days", FILTERED_MS, within_periods(sample, of_everything(sample))),
        list("a master's own", FILTERED_MS, own_bookings(sample)),
    ]
}

/// First pages, and pages from all over the list in both orders.
fn any_page(sample: &Sample, queries: impl IntoIterator<Item = BookingQuery>) -> Vec<QueryVariant> {
    let mut cursors = sample.cursors.iter().cycle().copied();
    let mut page = |query: BookingQuery| {
        let later_page = BookingQuery { after: cursors.next(), ..query.clone() };
        let back = BookingQuery { sort: Sort::Oldest, after: cursors.next(), ..query.clone() };
        [query, later_page, back].map(|query| sample.as_director(query))
    };
    queries.into_iter().flat_map(&mut page).collect()
}

/// First pages, and pages from the middle of each period.
fn within_periods(sample: &Sample, queries: Vec<BookingQuery>) -> Vec<QueryVariant> {
    let middle = |query: &BookingQuery| {
        let noon = query.period.from?.checked_add(jiff::Span::new().days(15)).ok()?.at(12, 0, 0, 0);
        let start = noon.to_zoned(jiff::tz::TimeZone::get(&sample.director.salon.zone).ok()?).ok()?.timestamp();
        Some(Cursor { start: start.as_microsecond(), id: sample.cursors.first()?.id, similar: false })
    };
    let pages = |query: BookingQuery| {
        let after = middle(&query);
        let oldest = BookingQuery { sort: Sort::Oldest, ..query.clone() };
        [BookingQuery { after, ..query.clone() }, query, oldest].map(|query| sample.as_director(query))
    };
    queries.into_iter().flat_map(pages).collect()
}

fn of_statuses() -> Vec<BookingQuery> {
    Status::ALL.map(|status| BookingQuery { status: Some(status), ..Default::default() }).into()
}

fn of_masters(sample: &Sample) -> Vec<BookingQuery> {
    sample.masters.iter().map(|master| BookingQuery { master: Some(master.id), ..Default::default() }).collect()
}

fn of_periods(sample: &Sample) -> Vec<BookingQuery> {
    sample.periods().into_iter().map(|period| BookingQuery { period, ..Default::default() }).collect()
}

fn of_masters_and_statuses(sample: &Sample) -> Vec<BookingQuery> {
    let statuses = Status::ALL.into_iter().cycle();
    of_masters(sample).into_iter().zip(statuses).map(|(q, status)| BookingQuery { status: Some(status), ..q }).collect()
}

fn of_statuses_and_periods(sample: &Sample) -> Vec<BookingQuery> {
    let periods = of_periods(sample);
    let of = |status| periods.iter().map(move |query| BookingQuery { status: Some(status), ..query.clone() });
    Status::ALL.into_iter().flat_map(of).collect()
}

fn of_everything(sample: &Sample) -> Vec<BookingQuery> {
    let masters = sample.masters.iter().cycle();
    let queries = of_statuses_and_periods(sample).into_iter().zip(masters);
    queries.map(|(query, master)| BookingQuery { master: Some(master.id), ..query }).collect()
}

/// Masters see only their own bookings.
fn own_bookings(sample: &Sample) -> Vec<QueryVariant> {
    let pages = any_page(sample, [vec![BookingQuery::default()], of_statuses()].concat());
    let masters = sample.masters.iter().cycle();
    pages.into_iter().zip(masters).map(|(ask, master)| sample.as_master(master, ask.query)).collect()
}
