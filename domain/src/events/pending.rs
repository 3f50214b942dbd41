//! Pending notifications: events that people are notified of once they can no longer be undone; the table
//! `pending_events`.

use super::ChangeId;
use crate::{Db, Result};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// Upper bound for the duration of an undo of ten thousand bookings.
const UNDOING: SignedDuration = SignedDuration::from_mins(3);

/// Whether an event waits for its sequence number, or a pending notification is due.
pub async fn waits(db: &Db, now: Timestamp) -> Result<bool> {
    let waits = "SELECT EXISTS (SELECT FROM event_queue) OR EXISTS (SELECT FROM pending_events WHERE due_at <= $1)";
    Ok(sqlx::query_scalar(waits).bind(now.to_sqlx()).fetch_one(db).await?)
}

/// When the earliest pending notification is due; `None` without any.
pub async fn next_due(db: &Db) -> Result<Option<Timestamp>> {
    let due: Option<jiff_sqlx::Timestamp> =
        sqlx::query_scalar("SELECT min(due_at) FROM pending_events").fetch_one(db).await?;
    Ok(due.map(|due| due.to_jiff()))
}

/// Stores pending notifications, each with the time at which it is due.
pub(crate) async fn wait_until(db: &mut PgConnection, events: &[(i64, Timestamp)]) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let (ids, due): (Vec<i64>, Vec<jiff_sqlx::Timestamp>) = events.iter().map(|(id, due)| (*id, due.to_sqlx())).unzip();
    sqlx::query("INSERT INTO pending_events (event_id, due_at) SELECT * FROM unnest($1::bigint[], $2::timestamptz[])")
        .bind(ids)
        .bind(due)
        .execute(db)
        .await?;
    Ok(())
}

/// Postpones the pending notifications of a change that is being undone, since the undo may take long.
pub(crate) async fn postpone(db: &Db, change: ChangeId, now: Timestamp) -> Result<()> {
    sqlx::query(
        "UPDATE pending_events SET due_at = $2 FROM events e WHERE e.id = pending_events.event_id AND e.change = $1",
    )
    .bind(change)
    .bind(now.saturating_add(UNDOING).unwrap_or(now).to_sqlx())
    .execute(db)
    .await?;
    Ok(())
}

/// Deletes due pending notifications, `most` at most, and returns the ids of their events.
pub(crate) async fn take_due(db: &mut PgConnection, now: Timestamp, most: i64) -> Result<Vec<i64>> {
    let due = sqlx::query_scalar(
        "DELETE FROM pending_events
         WHERE event_id IN (SELECT event_id FROM pending_events WHERE due_at <= $1 ORDER BY due_at, event_id LIMIT $2)
         RETURNING event_id",
    );
    Ok(due.bind(now.to_sqlx()).bind(most).fetch_all(db).await?)
}
