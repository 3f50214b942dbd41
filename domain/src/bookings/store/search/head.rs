use super::super::{
    columns::{ROW, Row},
    filter::Filter,
    list::FETCH,
};
use crate::{Db, Result, bookings::Cursor};
use sqlx::{Postgres, QueryBuilder};

/// Rows of the list that are looked through, in turn: a third of a millisecond's worth, then two milliseconds'.
const HEADS: [i64; 2] = [1_000, 6_000];

/// The first rows that contain all words, if they stand near the head of the list, or the list is short. `None` when
/// they are too rare to be found so.
pub(super) async fn first_rows(db: &Db, filter: &Filter, words: &[String]) -> Result<Option<Vec<Row>>> {
    let mut rows = Vec::new();
    let (mut rest, mut looked) = (filter.clone(), 0);
    for size in HEADS {
        // As frequent as so far, would there be a page of them?
        if looked > 0 && rows.len() as i64 * (looked + size) < FETCH * looked {
            return Ok(None);
        }
        let wanted = FETCH - rows.len() as i64;
        let (found, end) = look_through(db, &rest, words, size, wanted).await?;
        rows.extend(found);
        looked += size;
        match end {
            Some(end) if (rows.len() as i64) < FETCH => rest = filter.beyond(end),
            _ => return Ok(Some(rows)),
        }
    }
    Ok(None)
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    #[sqlx(flatten)]
    row: Row,
    last: bool,
    found: bool,
}

/// What is found among the first `size` rows, up to `wanted`, and where those rows end if the list goes on.
async fn look_through(
    db: &Db,
    filter: &Filter,
    words: &[String],
    size: i64,
    wanted: i64,
) -> Result<(Vec<Row>, Option<Cursor>)> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(", h.last, h.found FROM (SELECT b.id, b.datetime, b.last, b.found FROM (");
    sql.push("SELECT b.id, b.datetime, true");
    filter.push_match(&mut sql, words);
    sql.push(format_args!(" AS found, row_number() OVER () = {size} AS last"));
    sql.push(" FROM (SELECT b.id, b.datetime, b.search FROM bookings b WHERE ");
    filter.push(&mut sql);
    filter.push_order(&mut sql, "b");
    sql.push(format_args!(" LIMIT {size}) b"));
    // Said again, so that whoever wants the first few of them knows the order and stops there.
    filter.push_order(&mut sql, "b");
    sql.push(") b WHERE b.found OR b.last");
    filter.push_order(&mut sql, "b");
    // The last row may come without being found.
    sql.push(format_args!(" LIMIT {}", FETCH + 1));
    sql.push(") h JOIN bookings b ON b.id = h.id JOIN users u ON u.id = b.master_id");
    filter.push_order(&mut sql, "h");
    let rows: Vec<HeadRow> = sql.build_query_as().fetch_all(db).await?;
    let end = rows.iter().find(|row| row.last).map(|row| row.row.cursor());
    let found = rows.into_iter().filter(|row| row.found).map(|row| row.row);
    Ok((found.take(usize::try_from(wanted).unwrap_or_default()).collect(), end))
}
