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

mod subjects;
pub(super) use subjects::{Clients, Subjects};

/// Rows of the head of the list that are looked through first: about a millisecond's worth.
const HEAD: i64 = 1_200;

/// The first rows of the list that contain all words.
pub(super) async fn first_rows(db: &Db, filter: &Filter, terms: &Terms) -> Result<Vec<Row>> {
    let patterns = terms.patterns();
    let head = look_through_head(db, filter, &patterns).await?;
    if head.is_complete() {
        return Ok(head.rows);
    }
    let subjects = Subjects::of(db, terms).await?;
    match &subjects.clients {
        Clients::Few(clients) if clients.is_empty() && subjects.services.is_empty() => Ok(Vec::new()),
        Clients::Few(clients) => of_few(db, filter, &patterns, clients, &subjects.services).await,
        Clients::Many(_) => walk(db, filter, &patterns, &subjects).await,
    }
}

struct Head {
    rows: Vec<Row>,
    /// The list ended within the head.
    whole: bool,
}

impl Head {
    fn is_complete(&self) -> bool {
        self.whole || self.rows.len() as i64 >= FETCH
    }
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    #[sqlx(flatten)]
    row: Row,
    last: bool,
    found: bool,
}

async fn look_through_head(db: &Db, filter: &Filter, patterns: &[String]) -> Result<Head> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(", h.last, h.found FROM (SELECT b.id, b.datetime, b.place = ").push_bind(HEAD);
    sql.push(" AS last, true");
    filter.push_match(&mut sql, patterns);
    sql.push(" AS found FROM (SELECT b.id, b.datetime, b.search, row_number() OVER () AS place FROM (");
    sql.push("SELECT b.id, b.datetime, b.search FROM bookings b WHERE ");
    filter.push(&mut sql);
    filter.push_order(&mut sql, "b");
    sql.push(" LIMIT ").push_bind(HEAD).push(") b) b) h");
    sql.push(" JOIN bookings b ON b.id = h.id JOIN users u ON u.id = b.master_id WHERE h.found OR h.last");
    filter.push_order(&mut sql, "h");
    // The last row may come without being found.
    sql.push(" LIMIT ").push_bind(FETCH + 1);
    let rows: Vec<HeadRow> = sql.build_query_as().fetch_all(db).await?;
    let whole = (rows.len() as i64) <= FETCH && !rows.iter().any(|row| row.last);
    let mut rows: Vec<Row> = rows.into_iter().filter(|row| row.found).map(|row| row.row).collect();
    rows.truncate(FETCH as usize);
    Ok(Head { rows, whole })
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
        sql.push(" LIMIT ").push_bind(FETCH).push(") b)");
    };
    one_of(&mut sql, "client_id", clients);
    if !services.is_empty() {
        sql.push(" UNION ");
        one_of(&mut sql, "service_id", services);
    }
    sql.push(") f");
    filter.push_order(&mut sql, "f");
    sql.push(" LIMIT ").push_bind(FETCH).push(") f");
    sql.push(" JOIN bookings b ON b.id = f.id JOIN users u ON u.id = b.master_id");
    filter.push_order(&mut sql, "f");
    Ok(sql.build_query_as().fetch_all(db).await?)
}

/// The list in its order, asking of each booking whether its client or service is among the subjects.
async fn walk(db: &Db, filter: &Filter, patterns: &[String], subjects: &Subjects) -> Result<Vec<Row>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(" FROM (SELECT b.id, b.datetime FROM bookings b WHERE ");
    filter.push(&mut sql);
    sql.push(" AND (");
    subjects.push_belongs(&mut sql);
    sql.push(")");
    filter.push_order(&mut sql, "b");
    // Keeps the walk a walk: without it the planner may turn it into a join and a sort of everything.
    sql.push(" OFFSET 0) f JOIN bookings b ON b.id = f.id JOIN users u ON u.id = b.master_id WHERE true");
    filter.push_match(&mut sql, patterns);
    filter.push_order(&mut sql, "f");
    sql.push(" LIMIT ").push_bind(FETCH);
    Ok(sql.build_query_as().fetch_all(db).await?)
}
