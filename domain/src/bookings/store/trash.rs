use super::columns::{ROW, Reader, Row};
use crate::{
    Db, Result,
    bookings::{TrashPage, Trashed},
    settings::Salon,
    staff::{Actor, Permission, UserId},
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;

/// What lies in the trash longer is removed for good.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Rows of one piece.
const PAGE: i64 = 50;

#[derive(sqlx::FromRow)]
struct TrashRow {
    #[sqlx(flatten)]
    row: Row,
    deleted_at: jiff_sqlx::Timestamp,
    trashed_by: Option<String>,
    /// Of all, in the same moment.
    count: i64,
}

/// What was put into the trash last, and how much lies there.
pub async fn trash(db: &Db, actor: &Actor, salon: &Salon) -> Result<TrashPage> {
    actor.must(Permission::TrashBookings)?;
    let sql = format!(
        "SELECT {ROW}, b.deleted_at, (
             SELECT a.name FROM events e JOIN users a ON a.id = e.actor_id
             WHERE e.entity = 'booking' AND e.entity_id = b.id AND e.verb IN ('trash', 'undo') ORDER BY e.id DESC LIMIT 1
         ) AS trashed_by, (SELECT count(*) FROM bookings WHERE deleted_at IS NOT NULL) AS count
         FROM bookings b JOIN users u ON u.id = b.master_id
         WHERE b.deleted_at IS NOT NULL ORDER BY b.deleted_at DESC, b.id DESC LIMIT $1"
    );
    let rows: Vec<TrashRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(PAGE).fetch_all(db).await?;
    let count = rows.first().map_or(0, |row| row.count);
    let reader = Reader::new(actor, salon)?;
    let read = |row: TrashRow| {
        Ok(Trashed { at: salon.local(row.deleted_at.to_jiff())?, by: row.trashed_by, row: reader.read(row.row) })
    };
    Ok(TrashPage { rows: rows.into_iter().map(read).collect::<Result<_>>()?, count })
}

/// Empties the trash for good.
pub async fn purge(db: &Db, actor: &Actor, now: Timestamp) -> Result<u64> {
    actor.must(Permission::PurgeTrash)?;
    remove(db, Some(actor.id), now, now).await
}

/// Removes what has lain in the trash for 30 days.
pub async fn remove_old_trash(db: &Db, now: Timestamp) -> Result<u64> {
    remove(db, None, now.saturating_sub(KEPT).unwrap_or(now), now).await
}

/// Removes what was put into the trash until `last`; its event says what it was. Nobody's day is any fuller or emptier by
/// it: no day is locked, but the bookings are, in the order in which everybody locks them.
async fn remove(db: &Db, actor: Option<UserId>, last: Timestamp, now: Timestamp) -> Result<u64> {
    let gone = sqlx::query(
        "WITH old AS (SELECT id FROM bookings WHERE deleted_at <= $1 ORDER BY id FOR UPDATE),
              gone AS (DELETE FROM bookings USING old WHERE bookings.id = old.id RETURNING bookings.*)
         INSERT INTO events (at, actor_id, entity, entity_id, verb, before)
         SELECT $2, $3, 'booking', id, 'purge', jsonb_build_object(
             'client_id', client_id, 'client', name, 'datetime', datetime, 'ends_at', ends_at, 'master_id', master_id,
             'service_name', service_name, 'status', status, 'price', price, 'currency', currency)
         FROM gone",
    )
    .bind(last.to_sqlx())
    .bind(now.to_sqlx())
    .bind(actor)
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}
