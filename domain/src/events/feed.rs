//! The feed: what happened, in the order in which it could first be seen.

use super::Seq;
use crate::{Db, Result, live::Days, settings::Salon, staff::UserId};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// Pages that were away for longer ask for everything again.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// Any number: whoever holds it gives the feed's numbers. "feed" in ASCII.
const LOCK: i64 = 0x6665_6564;

/// Something in the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place.
    pub seq: Seq,
    /// What changed; `None`: people were told something ([`crate::notifications::told`]).
    pub changed: Option<Changed>,
}

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What kind of thing.
    pub entity: String,
    /// Which.
    pub id: i64,
    /// Its version then, where it has one.
    pub version: Option<i32>,
    /// Whose it is, and whose it was.
    pub masters: Vec<UserId>,
    /// The days it is on, and was on.
    pub days: Option<Days>,
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
    version: Option<i32>,
    /// Of the booking now, before and after the change.
    masters: Vec<Option<i64>>,
    times: Vec<Option<jiff_sqlx::Timestamp>>,
}

/// What is in the feed after `seq`, `most` at most; in order. It is for the process itself, which shows each person what
/// they may see ([`Changed::masters`]).
///
/// Answers `None` where some of it is not kept any more.
pub async fn since(db: &Db, salon: &Salon, seq: Seq, most: i64) -> Result<Option<Vec<Step>>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT f.no, e.entity, e.entity_id, (e.after ->> 'version')::integer AS version,
             ARRAY[b.master_id, (e.before ->> 'master_id')::bigint, (e.after ->> 'master_id')::bigint] AS masters,
             ARRAY[b.datetime, (e.before ->> 'datetime')::timestamptz, (e.after ->> 'datetime')::timestamptz] AS times
         FROM feed f
         LEFT JOIN events e ON e.id = f.event_id
         LEFT JOIN bookings b ON e.entity = 'booking' AND b.id = e.entity_id
         WHERE f.no >= $1 ORDER BY f.no LIMIT $2",
    )
    .bind(seq)
    .bind(most.saturating_add(1))
    .fetch_all(db)
    .await?;
    // The one that was seen is still there: nothing after it was removed.
    let kept = seq == Seq(0) || rows.first().is_some_and(|row| row.no == seq);
    if !kept {
        return Ok(None);
    }
    rows.into_iter().filter(|row| row.no > seq).map(|row| row.read(salon)).collect::<Result<_>>().map(Some)
}

/// Removes what is older than any page is away.
pub async fn remove_old_feed(db: &Db, now: Timestamp) -> Result<u64> {
    let before = now.saturating_sub(KEPT).unwrap_or(now);
    // The last one stays: it says how far the feed is.
    let gone = sqlx::query("DELETE FROM feed WHERE at < $1 AND no < (SELECT max(no) FROM feed)").bind(before.to_sqlx());
    Ok(gone.execute(db).await?.rows_affected())
}

impl Row {
    fn read(self, salon: &Salon) -> Result<Step> {
        let Some((entity, id)) = self.entity.zip(self.entity_id) else {
            return Ok(Step { seq: self.no, changed: None });
        };
        let times = self.times.into_iter().flatten().map(|time| Ok(salon.local(time.to_jiff())?.date()));
        let days = Days::of(times.collect::<Result<Vec<_>>>()?);
        let mut masters: Vec<UserId> = self.masters.into_iter().flatten().map(UserId).collect();
        masters.sort_unstable();
        masters.dedup();
        Ok(Step { seq: self.no, changed: Some(Changed { entity, id, version: self.version, masters, days }) })
    }
}
