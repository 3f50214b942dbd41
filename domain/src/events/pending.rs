//! Events that wait until they can no longer be undone, before anybody is notified of them (table `untold`).

use super::ChangeId;
use crate::{Db, Result};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// An undo of ten thousand bookings has ended by then.
const UNDOING: SignedDuration = SignedDuration::from_mins(3);

/// Whether anything waits for its place in the feed, or has waited long enough to be undone no more.
pub async fn waits(db: &Db, now: Timestamp) -> Result<bool> {
    let waits = "SELECT EXISTS (SELECT FROM event_queue) OR EXISTS (SELECT FROM untold WHERE due_at <= $1)";
    Ok(sqlx::query_scalar(waits).bind(now.to_sqlx()).fetch_one(db).await?)
}

/// When the first of them can no longer be undone.
pub async fn next_due(db: &Db) -> Result<Option<Timestamp>> {
    let due: Option<jiff_sqlx::Timestamp> = sqlx::query_scalar("SELECT min(due_at) FROM untold").fetch_one(db).await?;
    Ok(due.map(|due| due.to_jiff()))
}

/// Lets events wait, each until its moment.
pub(crate) async fn wait_until(db: &mut PgConnection, events: &[(i64, Timestamp)]) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let (ids, due): (Vec<i64>, Vec<jiff_sqlx::Timestamp>) = events.iter().map(|(id, due)| (*id, due.to_sqlx())).unzip();
    sqlx::query("INSERT INTO untold (event_id, due_at) SELECT * FROM unnest($1::bigint[], $2::timestamptz[])")
        .bind(ids)
        .bind(due)
        .execute(db)
        .await?;
    Ok(())
}

/// Lets the events of a change wait longer: it is being undone, and that may take a while.
pub(crate) async fn postpone(db: &Db, change: ChangeId, now: Timestamp) -> Result<()> {
    sqlx::query("UPDATE untold SET due_at = $2 FROM events e WHERE e.id = untold.event_id AND e.change = $1")
        .bind(change)
        .bind(now.saturating_add(UNDOING).unwrap_or(now).to_sqlx())
        .execute(db)
        .await?;
    Ok(())
}

/// Removes those that have waited long enough, `most` at most, and answers which they are.
pub(crate) async fn take_due(db: &mut PgConnection, now: Timestamp, most: i64) -> Result<Vec<i64>> {
    let due = sqlx::query_scalar(
        "DELETE FROM untold
         WHERE event_id IN (SELECT event_id FROM untold WHERE due_at <= $1 ORDER BY due_at, event_id LIMIT $2)
         RETURNING event_id",
    );
    Ok(due.bind(now.to_sqlx()).bind(most).fetch_all(db).await?)
}
