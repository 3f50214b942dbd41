//! The feed: what happened, in the order in which it could first be seen.

use super::Seq;
use crate::{Db, Result};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::PgConnection;

/// Pages that were away for longer ask for everything again.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// Any number: whoever holds it gives the feed's numbers. "feed" in ASCII.
const LOCK: i64 = 0x6665_6564;

/// Something in the feed.
pub(crate) struct FeedRow {
    pub seq: Seq,
    /// What happened; `None`: people were notified of something.
    pub event: Option<FeedEvent>,
}

/// An event in the feed.
pub(crate) struct FeedEvent {
    /// The kind of thing that changed, as stored.
    pub entity: String,
    pub id: i64,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Takes the feed's lock until the transaction ends: one at a time gives numbers, so they become visible in their order.
pub(crate) async fn lock(db: &mut PgConnection) -> Result<()> {
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(db).await?;
    Ok(())
}

/// Gives the oldest of what waits, `most` at most, its place; answers which events these are. The caller holds the lock.
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

/// The last place of the feed.
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

/// What is in the feed after `seq`, `most` at most, in order; `None` where some of it is not kept any more.
pub(crate) async fn since(db: &Db, seq: Seq, most: i64) -> Result<Option<Vec<FeedRow>>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT f.no, e.entity, e.entity_id, e.before, e.after FROM feed f LEFT JOIN events e ON e.id = f.event_id
         WHERE f.no >= $1 ORDER BY f.no LIMIT $2",
    )
    .bind(seq)
    .bind(most.saturating_add(1))
    .fetch_all(db)
    .await?;
    // The one that was seen is still there: nothing after it was removed.
    let kept = seq == Seq(0) || rows.first().is_some_and(|row| row.no == seq);
    let read = |row: Row| {
        let thing = row.entity.zip(row.entity_id);
        let event = thing.map(|(entity, id)| FeedEvent { entity, id, before: row.before, after: row.after });
        FeedRow { seq: row.no, event }
    };
    Ok(kept.then(|| rows.into_iter().filter(|row| row.no > seq).map(read).collect()))
}

/// Removes what is older than any page is away.
pub async fn remove_old_feed(db: &Db, now: Timestamp) -> Result<u64> {
    let before = now.saturating_sub(KEPT).unwrap_or(now);
    // The last one stays: it says how far the feed is.
    let gone = sqlx::query("DELETE FROM feed WHERE at < $1 AND no < (SELECT max(no) FROM feed)").bind(before.to_sqlx());
    Ok(gone.execute(db).await?.rows_affected())
}
