use super::{
    columns::{ROW, Reader, Row},
    count::{figures, sees_revenue},
    filter::Filter,
    list::list,
};
use crate::{
    Db, Money, Period, Result,
    bookings::{BookingQuery, BookingRow, Gap, Revenue, Sort, Status, Today, Working},
    settings::Salon,
    staff::{Asker, Master, UserId},
};
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder};

/// Upper limit of bookings per list, and of gaps.
const SHOWN: usize = 6;
/// Gaps shorter than this, in minutes, are not shown: hardly any service fits in.
const LEAST_GAP: i32 = 30;

/// Loads the page Today; with the scope `own`, the actor's own day.
///
/// # Errors
/// `Forbidden` when the actor may see no bookings.
pub async fn today(asker: &Asker) -> Result<Today> {
    let day = asker.salon.local(asker.now)?.date();
    let asked = BookingQuery { period: Period { from: Some(day), to: Some(day) }, ..BookingQuery::default() };
    let waiting = BookingQuery {
        status: Some(Status::Pending),
        sort: Sort::Oldest,
        period: Period { from: Some(day), to: None },
        ..BookingQuery::default()
    };
    let filter = Filter::new(asker, &asked)?;
    let (days, gaps, next, unconfirmed, counted) = tokio::try_join!(
        days(&asker.db, &filter),
        gaps(asker, &filter),
        next(asker, &filter),
        list(asker, &waiting),
        figures(asker, &waiting),
    )?;
    Ok(Today {
        next,
        unconfirmed: unconfirmed.rows.into_iter().take(SHOWN).collect(),
        unconfirmed_count: counted.now.pending,
        revenue: sees_revenue(&asker.actor, &filter).then(|| revenue(&days)),
        working: working(days, &asker.salon)?,
        gaps,
    })
}

/// A master's day in one currency, of bookings that are neither cancelled nor no-show.
#[derive(sqlx::FromRow)]
struct MasterDayRow {
    master_id: UserId,
    master: String,
    currency: String,
    starts: jiff_sqlx::Timestamp,
    ends: jiff_sqlx::Timestamp,
    bookings: i64,
    completed: i64,
    earned: i64,
    expected: i64,
}

/// The masters' days, in the salon's order.
async fn days(db: &Db, filter: &Filter) -> Result<Vec<MasterDayRow>> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT d.*, u.name AS master FROM (
             SELECT b.master_id, b.currency, min(b.datetime) AS starts, max(b.ends_at) AS ends, count(*) AS bookings,
                 count(*) FILTER (WHERE b.status = 'completed') AS completed,
                 coalesce(sum(b.price) FILTER (WHERE b.status = 'completed'), 0)::bigint AS earned,
                 coalesce(sum(b.price) FILTER (WHERE b.status <> 'completed'), 0)::bigint AS expected
             FROM bookings b WHERE b.status NOT IN ('cancelled', 'no_show') AND ",
    );
    filter.push(&mut sql);
    sql.push(
        " GROUP BY b.master_id, b.currency) d JOIN users u ON u.id = d.master_id ORDER BY u.position, u.id, d.currency",
    );
    Ok(sql.build_query_as().fetch_all(db).await?)
}

fn working(days: Vec<MasterDayRow>, salon: &Salon) -> Result<Vec<Working>> {
    let mut working: Vec<Working> = Vec::new();
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    for day in days {
        let (from, to) = (salon.local(day.starts.to_jiff())?, salon.local(day.ends.to_jiff())?);
        match working.last_mut().filter(|last| last.master.id == day.master_id) {
            // The same master in another currency.
            Some(last) => {
                (last.from, last.to) = (last.from.min(from), last.to.max(to));
                last.bookings += count(day.bookings);
                last.completed += count(day.completed);
            }
            None => working.push(Working {
                master: Master { id: day.master_id, name: day.master },
                from,
                to,
                bookings: count(day.bookings),
                completed: count(day.completed),
            }),
        }
    }
    Ok(working)
}

fn revenue(days: &[MasterDayRow]) -> Revenue {
    let mut revenue = Revenue::default();
    for day in days {
        add(&mut revenue.earned, day.earned, &day.currency);
        add(&mut revenue.expected, day.expected, &day.currency);
    }
    revenue
}

fn add(sums: &mut Vec<Money>, minor: i64, currency: &str) {
    match sums.iter_mut().find(|sum| sum.currency == currency) {
        Some(sum) => sum.minor += minor,
        None if minor != 0 => sums.push(Money { minor, currency: currency.to_owned() }),
        None => {}
    }
}

#[derive(sqlx::FromRow)]
struct GapRow {
    master_id: UserId,
    master: String,
    starts: jiff_sqlx::Timestamp,
    ends: jiff_sqlx::Timestamp,
}

/// Gaps that are still to come, earliest first. The time before a master's first booking and after their last one is no
/// gap, because shifts are not known here.
async fn gaps(asker: &Asker, filter: &Filter) -> Result<Vec<Gap>> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT g.*, u.name AS master FROM (SELECT b.master_id, greatest(upper(b.busy), ",
    );
    sql.push_bind(asker.now.to_sqlx());
    sql.push(
        ") AS starts, lead(lower(b.busy)) OVER (PARTITION BY b.master_id ORDER BY b.datetime) AS ends
         FROM bookings b WHERE b.status NOT IN ('cancelled', 'no_show') AND ",
    );
    filter.push(&mut sql);
    sql.push(format_args!(
        ") g JOIN users u ON u.id = g.master_id WHERE g.ends - g.starts >= interval '{LEAST_GAP} minutes'
         ORDER BY g.starts, u.position, u.id LIMIT {SHOWN}"
    ));
    let rows: Vec<GapRow> = sql.build_query_as().fetch_all(&asker.db).await?;
    let gap = |row: GapRow| {
        let (starts, ends) = (row.starts.to_jiff(), row.ends.to_jiff());
        Ok(Gap {
            master: Master { id: row.master_id, name: row.master },
            from: asker.salon.local(starts)?,
            to: asker.salon.local(ends)?,
            minutes: i32::try_from(ends.duration_since(starts).as_mins()).unwrap_or(i32::MAX),
        })
    };
    rows.into_iter().map(gap).collect()
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
