use super::{
    columns::{ROW, Reader, Row},
    count::{figures, sees_revenue},
    filter::Filter,
    list::list,
};
use crate::{
    Db, Money, Period, Result,
    bookings::{
        BookingQuery, BookingRow, Sort, Status, Today,
        today::{Line, gaps, revenue, working},
    },
    settings::Salon,
    staff::{Asker, Master, UserId},
};
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder};

/// Upper limit of bookings per list, and of gaps.
const SHOWN: usize = 6;

/// Loads the page Today; with the scope `own`, the actor's own day.
///
/// # Errors
/// `Forbidden` when the actor may see no bookings.
pub async fn today(asker: &Asker) -> Result<Today> {
    let local = asker.salon.local(asker.now)?;
    let day = local.date();
    let asked = BookingQuery { period: Period { from: Some(day), to: Some(day) }, ..BookingQuery::default() };
    let waiting = BookingQuery {
        status: Some(Status::Pending),
        sort: Sort::Oldest,
        period: Period { from: Some(day), to: None },
        ..BookingQuery::default()
    };
    let filter = Filter::new(asker, &asked)?;
    let (lines, next, unconfirmed, counted) = tokio::try_join!(
        lines(&asker.db, &asker.salon, &filter),
        next(asker, &filter),
        list(asker, &waiting),
        figures(asker, &waiting),
    )?;
    Ok(Today {
        next,
        unconfirmed: unconfirmed.rows.into_iter().take(SHOWN).collect(),
        unconfirmed_count: counted.now.pending,
        working: working(&lines),
        gaps: gaps(&lines, local).into_iter().take(SHOWN).collect(),
        revenue: sees_revenue(&asker.actor, &filter).then(|| revenue(&lines)),
    })
}

#[derive(sqlx::FromRow)]
struct LineRow {
    master_id: UserId,
    master: String,
    datetime: jiff_sqlx::Timestamp,
    ends_at: jiff_sqlx::Timestamp,
    busy_from: jiff_sqlx::Timestamp,
    busy_to: jiff_sqlx::Timestamp,
    status: Status,
    price: i64,
    currency: String,
}

/// The day's bookings that are neither cancelled nor no-show, by master and start.
async fn lines(db: &Db, salon: &Salon, filter: &Filter) -> Result<Vec<Line>> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT b.master_id, u.name AS master, b.datetime, b.ends_at, lower(b.busy) AS busy_from, upper(b.busy) AS busy_to,
             b.status, b.price, b.currency
         FROM bookings b JOIN users u ON u.id = b.master_id WHERE b.status NOT IN ('cancelled', 'no_show') AND ",
    );
    filter.push(&mut sql);
    sql.push(" ORDER BY u.position, u.id, b.datetime");
    let rows: Vec<LineRow> = sql.build_query_as().fetch_all(db).await?;
    let zone = salon.time_zone()?;
    let local = |at: jiff_sqlx::Timestamp| zone.to_datetime(at.to_jiff());
    let line = |row: LineRow| Line {
        master: Master { id: row.master_id, name: row.master },
        starts: local(row.datetime),
        ends: local(row.ends_at),
        busy: (local(row.busy_from), local(row.busy_to)),
        status: row.status,
        price: Money { minor: row.price, currency: row.currency },
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The day's open bookings that have not ended, earliest first.
async fn next(asker: &Asker, filter: &Filter) -> Result<Vec<BookingRow>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW).push(" FROM bookings b JOIN users u ON u.id = b.master_id WHERE ");
    filter.push(&mut sql);
    sql.push(" AND b.status IN ('pending', 'confirmed', 'arrived') AND b.ends_at > ").push_bind(asker.now.to_sqlx());
    sql.push(format_args!(" ORDER BY b.datetime, b.id LIMIT {SHOWN}"));
    let rows: Vec<Row> = sql.build_query_as().fetch_all(&asker.db).await?;
    let reader = Reader::new(asker)?;
    Ok(rows.into_iter().map(|row| reader.read(row)).collect())
}
