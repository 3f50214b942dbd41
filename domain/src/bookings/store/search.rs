//! The first page of bookings that match all words; fast for words in every second booking, in ten of a million, and
//! in none.
//!
//! No single plan does that: for frequent words a scan in the list's order is fast and an index of words slow, for rare
//! words the reverse, and PostgreSQL's estimate is at times wrong by a factor of hundreds. So several ways are tried,
//! from the cheapest, each bounded:
//!
//! 1. The start of the list is scanned: with frequent words it usually has a page of matches.
//! 2. Clients and services with these words are searched: there are five times fewer of them than bookings, found by
//!    trigrams, or by letter pairs for the shortest words. None means no matches. If they are few, their bookings are
//!    searched.
//! 3. With too many clients, the list is scanned to the end for one word. Several words may have hardly any common
//!    booking, such as a frequent name and a rare service: then the scan is bounded, and after it all bookings of the
//!    clients are searched.
//!
//! After all that match, the list has those that are similar: their clients' names sound like the words.

use super::{
    columns::Row,
    filter::Filter,
    list,
    list::{FETCH, Page},
};
use crate::{Db, Result, search::Terms};

mod head;
mod matches;
mod similar;
mod subjects;
mod word;

pub(super) use matches::Matches;
pub(super) use similar::Similar;
pub(super) use subjects::{Clients, Subjects};
pub(super) use word::Word;

/// Upper limit of clients whose bookings are searched. With more of them, a scan of the list finds a page sooner.
const FEW: i64 = 400;
/// [`FEW`] for the list of one master, who may have hardly any of their bookings.
const FEW_OF_MASTER: i64 = 1_500;

/// Rows that are scanned for several words before the bookings of many clients are searched: both take some ten
/// milliseconds.
const FAR: i64 = 40_000;

/// A page of the search: of those that match, and then of those that are similar.
pub(super) async fn page(db: &Db, filter: &Filter, terms: &Terms) -> Result<Page> {
    let words = Word::of(db, terms).await?;
    if filter.is_similar() {
        return similar_page(db, filter, &words).await;
    }
    let page = Page::of(first_rows(db, filter, &words).await?);
    if page.next.is_some() {
        return Ok(page);
    }
    let first = filter.first_similar();
    let similar = similar_page(db, &filter.after(first), &words).await?;
    Ok(match (page.rows.is_empty(), similar.rows.is_empty()) {
        (true, _) => similar,
        (false, true) => page,
        (false, false) => Page { next: Some(first), ..page },
    })
}

async fn similar_page(db: &Db, filter: &Filter, words: &[Word]) -> Result<Page> {
    Ok(match Similar::find_similar(db, filter, words).await? {
        Some(similar) => Page::of(similar.rows(db, filter).await?).similar(),
        None => Page::default(),
    })
}

/// The first page of matches, in the list's order.
async fn first_rows(db: &Db, filter: &Filter, words: &[Word]) -> Result<Vec<Row>> {
    if let Some(rows) = head::first_rows(db, filter, words).await? {
        return Ok(rows);
    }
    let few = if filter.only_master().is_some() { FEW_OF_MASTER } else { FEW };
    let subjects = Subjects::of(filter, words).with_clients_if(db, few).await?;
    match &subjects.clients {
        Clients::Few(clients) if clients.is_empty() && subjects.services.is_empty() => return Ok(Vec::new()),
        Clients::Few(_) => {}
        Clients::Called(_) if words.len() == 1 => {
            return list::rows_of(db, filter, |sql| list::push_first(sql, filter, "", words)).await;
        }
        Clients::Called(_) => {
            let rows = list::rows_of(db, filter, |sql| head::push_first_of(sql, filter, words, FAR)).await?;
            if rows.len() as i64 == FETCH {
                return Ok(rows);
            }
        }
    }
    of_subjects(db, filter, words, &subjects).await
}

/// The first page among all bookings of the clients and services.
async fn of_subjects(db: &Db, filter: &Filter, words: &[Word], subjects: &Subjects) -> Result<Vec<Row>> {
    list::rows_of(db, filter, |sql| {
        sql.push("SELECT f.id, f.datetime FROM ((SELECT b.id, b.datetime FROM (");
        subjects.push_clients(sql);
        sql.push(") s CROSS JOIN LATERAL (");
        list::push_first(sql, filter, " AND b.client_id = s.id", words);
        sql.push(") b)");
        if !subjects.services.is_empty() {
            sql.push(" UNION (SELECT b.id, b.datetime FROM (");
            subjects.push_services(sql);
            sql.push(") s CROSS JOIN LATERAL (");
            list::push_first(sql, filter, " AND b.service_id = s.id", words);
            sql.push(") b)");
        }
        sql.push(") f");
        filter.push_order(sql, "f");
        sql.push(format_args!(" LIMIT {FETCH}"));
    })
    .await
}
