use super::{
    columns::{ROW, Reader, Row},
    filter::Filter,
    search::{self, Matches, Word},
};
use crate::{
    Db, Result,
    bookings::{BookingId, BookingPage, BookingQuery, Cursor},
    search::Terms,
    staff::Asker,
};
use sqlx::{Postgres, QueryBuilder};

const PAGE: usize = 20;
/// One row more shows whether there is a next page. Written into the statements instead of bound: the planner then
/// knows that few rows are wanted.
pub(super) const FETCH: i64 = PAGE as i64 + 1;

/// One page of the bookings that match the query and that the actor may see.
///
/// # Errors
/// `Forbidden` when the actor may see no bookings.
pub async fn list(asker: &Asker, query: &BookingQuery) -> Result<BookingPage> {
    let reader = Reader::new(asker)?;
    let filter = Filter::new(asker, query)?;
    let page = match Terms::parse(&query.q) {
        Some(terms) => search::page(&asker.db, &filter, &terms).await?,
        None if query.q.trim().is_empty() => Page::of(first_rows(&asker.db, &filter).await?),
        // The search text contains nothing that can match.
        None => Page::default(),
    };
    let rows = page.rows.into_iter().map(|row| reader.read(row)).collect();
    Ok(BookingPage { rows, next: page.next, similar: page.similar })
}

/// A page before its rows are read for the actor.
#[derive(Default)]
pub(super) struct Page {
    pub rows: Vec<Row>,
    pub next: Option<Cursor>,
    pub similar: bool,
}

impl Page {
    /// The page of up to [`FETCH`] rows.
    pub fn of(mut rows: Vec<Row>) -> Self {
        let goes_on = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = if goes_on { rows.last().map(Row::cursor) } else { None };
        Page { rows, next, similar: false }
    }

    /// The same page, of similar bookings.
    pub fn similar(self) -> Self {
        Page { next: self.next.map(|next| Cursor { similar: true, ..next }), similar: true, ..self }
    }
}

async fn first_rows(db: &Db, filter: &Filter) -> Result<Vec<Row>> {
    if filter.is_by_status_and_time() {
        return rows_of(db, filter, |sql| push_first(sql, filter, "", &[])).await;
    }
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(" FROM bookings b JOIN users u ON u.id = b.master_id WHERE ");
    filter.push(&mut sql);
    filter.push_order(&mut sql, "b");
    sql.push(format_args!(" LIMIT {FETCH}"));
    Ok(sql.build_query_as().fetch_all(db).await?)
}

/// Ids of the exact matches in the list's order, `most` at most. Similar bookings are nothing that a bulk change may
/// take for those that were asked for.
pub(super) async fn matching_ids(asker: &Asker, query: &BookingQuery, most: usize) -> Result<Vec<BookingId>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT b.id FROM bookings b WHERE ");
    push_exact(&mut sql, asker, query).await?.push_order(&mut sql, "b");
    sql.push(format_args!(" LIMIT {most}"));
    Ok(sql.build_query_scalar().fetch_all(&asker.db).await?)
}

/// Number of the exact matches, up to `most`.
pub(super) async fn count_exact(asker: &Asker, query: &BookingQuery, most: usize) -> Result<u32> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT count(*) FROM (SELECT FROM bookings b WHERE ");
    push_exact(&mut sql, asker, query).await?;
    sql.push(format_args!(" LIMIT {most}) b"));
    let count: i64 = sql.build_query_scalar().fetch_one(&asker.db).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Appends the condition of exact matches, ignoring the cursor.
async fn push_exact(sql: &mut QueryBuilder<Postgres>, asker: &Asker, query: &BookingQuery) -> Result<Filter> {
    let filter = Filter::new(asker, &query.clone().from_start())?;
    filter.push(sql);
    match Terms::parse(&query.q) {
        Some(terms) => filter.push_match(sql, &Word::of(&asker.db, &terms).await?),
        None if query.q.trim().is_empty() => {}
        None => drop(sql.push(" AND false")),
    }
    Ok(filter)
}

/// Appends condition and order of what an export contains, ignoring the cursor; `only` is a further condition.
pub(super) async fn push_matching(
    sql: &mut QueryBuilder<Postgres>,
    asker: &Asker,
    query: &BookingQuery,
    only: Option<&[BookingId]>,
) -> Result<()> {
    let filter = Filter::new(asker, &query.clone().from_start())?;
    filter.push(sql);
    match Terms::parse(&query.q) {
        Some(terms) => Matches::decide(&asker.db, &filter, &terms).await?.push(sql, &filter),
        None if query.q.trim().is_empty() => {}
        None => drop(sql.push(" AND false")),
    }
    if let Some(ids) = only {
        sql.push(" AND b.id = ANY(").push_bind(ids.to_vec()).push(")");
    }
    filter.push_order(sql, "b");
    Ok(())
}

/// Selects `id` and `datetime` of a page of matches; `also` is a further condition, starting with ` AND`.
pub(super) fn push_first(sql: &mut QueryBuilder<Postgres>, filter: &Filter, also: &str, words: &[Word]) {
    sql.push("SELECT b.id, b.datetime FROM bookings b WHERE ");
    filter.push(sql);
    sql.push(also);
    filter.push_match(sql, words);
    filter.push_order(sql, "b");
    sql.push(format_args!(" LIMIT {FETCH}"));
}

/// Loads the rows whose `id` and `datetime` `push_places` selects. That inner statement can be answered by an
/// index-only scan, for which PostgreSQL picks the index that fits its conditions.
pub(super) async fn rows_of(
    db: &Db,
    filter: &Filter,
    push_places: impl FnOnce(&mut QueryBuilder<Postgres>),
) -> Result<Vec<Row>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(" FROM (");
    push_places(&mut sql);
    sql.push(") f JOIN bookings b ON b.id = f.id JOIN users u ON u.id = b.master_id");
    filter.push_order(&mut sql, "f");
    Ok(sql.build_query_as().fetch_all(db).await?)
}
