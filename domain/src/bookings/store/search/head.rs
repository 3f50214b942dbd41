use super::{
    super::{
        columns::{ROW, Row},
        filter::Filter,
        list::FETCH,
    },
    Word,
};
use crate::{Db, Result};
use sqlx::{Postgres, QueryBuilder};

/// Rows at the start of the list that are scanned, in two stages: about 0.25 ms, then 2 ms.
const HEADS: [i64; 2] = [1_000, 7_000];

/// The first page of matches, if the start of the list has them or the list is short; `None` when they are too rare for
/// that.
pub(super) async fn first_rows(db: &Db, filter: &Filter, words: &[Word]) -> Result<Option<Vec<Row>>> {
    let (mut looked, mut found) = (0, 0);
    for size in HEADS {
        // Extrapolates the frequency so far: would this stage complete a page?
        if found * size < FETCH * looked {
            return Ok(None);
        }
        let (rows, goes_on) = look_through(db, filter, words, size).await?;
        (looked, found) = (size, rows.len() as i64);
        if found == FETCH || !goes_on {
            return Ok(Some(rows));
        }
    }
    Ok(None)
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    #[sqlx(flatten)]
    row: Row,
    found: bool,
}

/// Matches among the first `size` rows; and, unless they are a full page, whether the list has more rows.
async fn look_through(db: &Db, filter: &Filter, words: &[Word], size: i64) -> Result<(Vec<Row>, bool)> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(", h.found FROM ((SELECT f.id, f.datetime, true AS found FROM (");
    push_first_of(&mut sql, filter, words, size);
    // The row after them is fetched only when the page is not full.
    sql.push(") f) UNION ALL (SELECT b.id, b.datetime, false FROM bookings b WHERE ");
    filter.push(&mut sql);
    filter.push_order(&mut sql, "b");
    sql.push(format_args!(" OFFSET {size} LIMIT 1) LIMIT {FETCH}"));
    sql.push(") h JOIN bookings b ON b.id = h.id JOIN users u ON u.id = b.master_id");
    filter.push_order(&mut sql, "h");
    let rows: Vec<HeadRow> = sql.build_query_as().fetch_all(db).await?;
    let (found, behind): (Vec<HeadRow>, Vec<HeadRow>) = rows.into_iter().partition(|row| row.found);
    Ok((found.into_iter().map(|row| row.row).collect(), !behind.is_empty()))
}

/// Selects `id` and `datetime` of a page of matches among the first `size` rows.
pub(super) fn push_first_of(sql: &mut QueryBuilder<Postgres>, filter: &Filter, words: &[Word], size: i64) {
    sql.push("SELECT b.id, b.datetime FROM (SELECT b.id, b.datetime, b.search, b.service_id FROM bookings b WHERE ");
    filter.push(sql);
    filter.push_order(sql, "b");
    sql.push(format_args!(" LIMIT {size}) b WHERE true"));
    filter.push_match(sql, words);
    filter.push_order(sql, "b");
    sql.push(format_args!(" LIMIT {FETCH}"));
}
