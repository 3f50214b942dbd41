use super::{
    columns::{ROW, Reader, Row},
    filter::Filter,
    search,
};
use crate::{
    Db, Result,
    bookings::{BookingPage, BookingQuery},
    search::Terms,
    settings::Salon,
    staff::Actor,
};
use sqlx::{Postgres, QueryBuilder};

/// Rows of one piece of the list.
const PAGE: usize = 20;
/// One more tells whether the list goes on. Written into the statements, not bound: PostgreSQL then knows that few rows
/// are wanted, and keeps its plan.
pub(super) const FETCH: i64 = PAGE as i64 + 1;

/// The bookings that a question asks for and its actor may see, twenty at a time.
pub async fn list(db: &Db, actor: &Actor, salon: &Salon, query: &BookingQuery) -> Result<BookingPage> {
    let reader = Reader::new(actor, salon)?;
    let filter = Filter::new(actor, salon, query)?;
    let mut rows = match Terms::parse(&query.q) {
        Some(terms) => search::first_rows(db, &filter, &terms).await?,
        None if query.q.trim().is_empty() => first_rows(db, &filter).await?,
        // Something was typed, but nothing that any text could contain.
        None => Vec::new(),
    };
    let goes_on = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = if goes_on { rows.last().map(Row::cursor) } else { None };
    Ok(BookingPage { rows: rows.into_iter().map(|row| reader.read(row)).collect(), next })
}

async fn first_rows(db: &Db, filter: &Filter) -> Result<Vec<Row>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(" FROM bookings b JOIN users u ON u.id = b.master_id WHERE ");
    filter.push(&mut sql);
    filter.push_order(&mut sql, "b");
    sql.push(format_args!(" LIMIT {FETCH}"));
    Ok(sql.build_query_as().persistent(!filter.needs_plan_of_its_own()).fetch_all(db).await?)
}
