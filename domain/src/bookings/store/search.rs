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
//! 3. otherwise the list is walked on, over an index that alone tells whether a booking belongs to one of them.

use super::{
    columns::{ROW, Row},
    filter::Filter,
    list::FETCH,
};
use crate::{Db, Result, search::Terms};
use sqlx::{Postgres, QueryBuilder};

pub(super) mod head;
mod subjects;

pub(super) use subjects::{Clients, Subjects};

/// The first rows of the list that contain all words.
pub(super) async fn first_rows(db: &Db, filter: &Filter, terms: &Terms) -> Result<Vec<Row>> {
    let patterns = terms.patterns();
    if let Some(rows) = head::first_rows(db, filter, &patterns).await? {
        return Ok(rows);
    }
    let subjects = Subjects::of(db, terms).await?;
    match &subjects.clients {
        Clients::Few(clients) if clients.is_empty() && subjects.services.is_empty() => Ok(Vec::new()),
        Clients::Few(clients) => of_few(db, filter, &patterns, clients, &subjects.services).await,
        Clients::Many(_) => walk(db, filter, &patterns, &subjects).await,
    }
}

/// All bookings of a few clients and the first ones of a few services.
async fn of_few(db: &Db, filter: &Filter, patterns: &[String], clients: &[i64], services: &[i64]) -> Result<Vec<Row>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(" FROM (SELECT f.id, f.datetime FROM (");
    let one_of = |sql: &mut QueryBuilder<Postgres>, column: &str, ids: &[i64]| {
        sql.push("(SELECT b.id, b.datetime FROM unnest(").push_bind(ids.to_vec());
        sql.push("::bigint[]) s(id) CROSS JOIN LATERAL (SELECT b.id, b.datetime FROM bookings b WHERE ");
        filter.push(sql);
        sql.push(format_args!(" AND b.{column} = s.id"));
        filter.push_match(sql, patterns);
        filter.push_order(sql, "b");
        sql.push(format_args!(" LIMIT {FETCH}) b)"));
    };
    one_of(&mut sql, "client_id", clients);
    if !services.is_empty() {
        sql.push(" UNION ");
        one_of(&mut sql, "service_id", services);
    }
    sql.push(") f");
    filter.push_order(&mut sql, "f");
    sql.push(format_args!(" LIMIT {FETCH}) f"));
    sql.push(" JOIN bookings b ON b.id = f.id JOIN users u ON u.id = b.master_id");
    filter.push_order(&mut sql, "f");
    Ok(sql.build_query_as().fetch_all(db).await?)
}

/// The list in its order, asking of each booking whether its client or service is among the subjects.
async fn walk(db: &Db, filter: &Filter, patterns: &[String], subjects: &Subjects) -> Result<Vec<Row>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(" FROM (SELECT b.id, b.datetime FROM bookings b WHERE ");
    filter.push(&mut sql);
    sql.push(" AND ");
    subjects.push_belongs(&mut sql);
    filter.push_match(&mut sql, patterns);
    filter.push_order(&mut sql, "b");
    sql.push(format_args!(" LIMIT {FETCH}) f"));
    sql.push(" JOIN bookings b ON b.id = f.id JOIN users u ON u.id = b.master_id");
    filter.push_order(&mut sql, "f");
    Ok(sql.build_query_as().fetch_all(db).await?)
}
