//! Finding the first rows that contain some words, fast for words that are in every second booking, in ten of a
//! million, and in none.
//!
//! No single plan does that: for frequent words it is fast to walk the list in its order and slow to use an index of
//! words, for rare ones the other way round, and PostgreSQL's own guess between the two is at times wrong by a factor
//! of hundreds. So the ways are tried from the cheapest, each bounded:
//!
//! 1. the head of the list is looked through: it usually holds a page of a frequent word's matches;
//! 2. clients and services that were ever called so are looked up: five times fewer than bookings, by trigrams, or by
//!    single letters and pairs for the shortest words. No client and no service: no booking. A few: their bookings.
//! 3. too many clients: the list is looked through, as far as it takes. Several words may be together in next to no
//!    booking, such as a frequent name and a rare service: for these it is looked through so far only, and then all
//!    bookings of the clients.

use super::{columns::Row, filter::Filter, list, list::FETCH};
use crate::{Db, Result, search::Terms};

mod head;
mod subjects;

pub(super) use subjects::{Clients, Subjects};

/// More clients than these are not named: their bookings are then so many that looking through the list finds a page of
/// them sooner.
const FEW: i64 = 400;
/// The same in the list of one master, who may have next to none of them.
const FEW_OF_MASTER: i64 = 1_500;

/// Rows that are looked through for several words before the bookings of many clients are fetched: both take some ten
/// milliseconds.
const FAR: i64 = 40_000;

/// The first rows of the list that contain all words.
pub(super) async fn first_rows(db: &Db, filter: &Filter, terms: &Terms) -> Result<Vec<Row>> {
    let words = terms.words();
    if let Some(rows) = head::first_rows(db, filter, words).await? {
        return Ok(rows);
    }
    let few = if filter.only_master().is_some() { FEW_OF_MASTER } else { FEW };
    let subjects = Subjects::of(db, filter, terms).await?.with_clients_if(db, few).await?;
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

/// The first of all bookings of the clients and of the services.
async fn of_subjects(db: &Db, filter: &Filter, words: &[String], subjects: &Subjects) -> Result<Vec<Row>> {
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
