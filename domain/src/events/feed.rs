//! The feed: events and notifications in the order in which they became visible to other transactions.

use super::Seq;
use crate::{Db, Result};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::{PgConnection, Postgres, QueryBuilder};

/// How long feed rows are stored; a page that was away for longer fetches everything again.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// Key of the advisory lock for giving sequence numbers: "feed" in ASCII.
const LOCK: i64 = 0x6665_6564;

pub(crate) struct FeedRow {
    pub seq: Seq,
    /// `None`: the row stands for notifications, not for an event.
    pub event: Option<FeedEvent>,
}

pub(crate) struct FeedEvent {
    /// Entity as stored, such as `booking`.
    pub entity: String,
    pub id: i64,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Takes the feed's lock until the end of the transaction. With one writer at a time, rows become visible in the order
/// of their sequence numbers.
pub(crate) async fn lock(db: &mut PgConnection) -> Result<()> {
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(db).await?;
    Ok(())
}

/// Gives the oldest queued events, `most` at most, their sequence numbers; returns the ids of these events. The caller
/// holds the lock.
pub(crate) async fn place(db: &mut PgConnection, now: Timestamp, most: i64) -> Result<Vec<i64>> {
    let placed = sqlx::query_scalar(
        "WITH taken AS (
             DELETE FROM event_queue
             WHERE event_id IN (SELECT event_id FROM event_queue ORDER BY event_id LIMIT $2)
             RETURNING event_id
         )
         INSERT INTO feed (no, event_id, at)
         SELECT nextval('feed_numbers'), event_id, $1 FROM (SELECT event_id FROM taken ORDER BY event_id) waiting
         RETURNING event_id",
    );
    Ok(placed.bind(now.to_sqlx()).bind(most).fetch_all(db).await?)
}

/// The feed's last sequence number; 0 when the feed is empty.
pub async fn latest(db: &Db) -> Result<Seq> {
    Ok(sqlx::query_scalar("SELECT coalesce(max(no), 0) FROM feed").fetch_one(db).await?)
}

#[derive(sqlx::FromRow)]
struct Row {
    no: Seq,
    entity: Option<String>,
    entity_id: Option<i64>,
    before: Option<Value>,
    after: Option<Value>,
}

/// Feed rows after `seq`, `most` at most, in order; `None` when some of them were deleted already.
pub(crate) async fn since(db: &Db, seq: Seq, most: i64) -> Result<Option<Vec<FeedRow>>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT f.no, e.entity, e.entity_id, e.before, e.after FROM feed f LEFT JOIN events e ON e.id = f.event_id
         WHERE f.no >= $1 ORDER BY f.no LIMIT $2",
    )
    .bind(seq)
    .bind(most.saturating_add(1))
    .fetch_all(db)
    .await?;
    // While the row of `seq` exists, no row after it was deleted.
    let kept = seq == Seq(0) || rows.first().is_some_and(|row| row.no == seq);
    let read = |row: Row| {
        let thing = row.entity.zip(row.entity_id);
        let event = thing.map(|(entity, id)| FeedEvent { entity, id, before: row.before, after: row.after });
        FeedRow { seq: row.no, event }
    };
    Ok(kept.then(|| rows.into_iter().filter(|row| row.no > seq).map(read).collect()))
}

/// Whether all rows after `seq` are still there: a number of a restored database, or one whose row was deleted, is not
/// known.
pub(crate) async fn is_known(db: &Db, seq: Seq) -> Result<bool> {
    let known = sqlx::query_scalar("SELECT $1 = 0 OR EXISTS (SELECT FROM feed WHERE no = $1)");
    Ok(known.bind(seq).fetch_one(db).await?)
}

/// Appends a condition for `events e`: the event became visible after `seq`, or has no number yet.
pub(crate) fn push_later(sql: &mut QueryBuilder<Postgres>, seq: Seq) {
    // One list: with `OR`, PostgreSQL would look at all events.
    sql.push("e.id IN (SELECT event_id FROM event_queue UNION ALL SELECT event_id FROM feed WHERE no > ");
    sql.push_bind(seq).push(")");
}

/// Deletes feed rows older than 48 hours, except the last; returns how many.
pub async fn remove_old_feed(db: &Db, now: Timestamp) -> Result<u64> {
    let before = now.saturating_sub(KEPT).unwrap_or(now);
    // The last row carries the current sequence number.
    let gone = sqlx::query("DELETE FROM feed WHERE at < $1 AND no < (SELECT max(no) FROM feed)").bind(before.to_sqlx());
    Ok(gone.execute(db).await?.rows_affected())
}
