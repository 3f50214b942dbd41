use super::Db;
use crate::Result;

/// Consistency check: the number of rows of `booking_figures` and of clients' totals that differ from a full count of
/// the bookings. 0 unless triggers are broken. Scans all bookings.
///
/// # Errors
/// `Unavailable` when the database is.
pub async fn miscounts(db: &Db) -> Result<i64> {
    let figures: i64 = sqlx::query_scalar(FIGURES).fetch_one(db).await?;
    let totals: i64 = sqlx::query_scalar(TOTALS).fetch_one(db).await?;
    Ok(figures + totals)
}

/// Counts the rows that only one of both sides has: stored figures and counted ones.
const FIGURES: &str = "
    WITH counted AS (
        SELECT span, day - mod(day, span) AS first_day, master_id, currency,
            count(*) FILTER (WHERE status = 'pending') AS pending,
            count(*) FILTER (WHERE status = 'confirmed') AS confirmed,
            count(*) FILTER (WHERE status = 'arrived') AS arrived,
            count(*) FILTER (WHERE status = 'completed') AS completed,
            count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
            count(*) FILTER (WHERE status = 'no_show') AS no_show,
            coalesce(sum(price) FILTER (WHERE status = 'completed'), 0) AS revenue
        FROM (SELECT *, local_day(datetime, (SELECT zone FROM settings)) AS day FROM bookings WHERE deleted_at IS NULL) b,
            unnest(ARRAY[1, 8, 64, 512]) span
        GROUP BY 1, 2, 3, 4),
    kept AS (
        SELECT * FROM booking_figures
        WHERE (pending, confirmed, arrived, completed, cancelled, no_show, revenue) <> (0, 0, 0, 0, 0, 0, 0))
    SELECT (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) a)
         + (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted) b)";

const TOTALS: &str = "
    SELECT count(*) FROM clients c
    LEFT JOIN (
        SELECT client_id, count(*) FILTER (WHERE status = 'completed') AS visits,
            sum(price) FILTER (WHERE status = 'completed') AS spent,
            count(*) FILTER (WHERE status = 'no_show') AS no_shows,
            max(datetime) FILTER (WHERE status = 'completed') AS last_visit_at
        FROM bookings WHERE deleted_at IS NULL GROUP BY client_id) b ON b.client_id = c.id
    WHERE (c.visits, c.spent, c.no_shows) <> (coalesce(b.visits, 0), coalesce(b.spent, 0), coalesce(b.no_shows, 0))
        OR c.last_visit_at IS DISTINCT FROM b.last_visit_at";
