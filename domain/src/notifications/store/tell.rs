use super::choices::listeners;
use crate::{
    Db, Result,
    bookings::{BookingId, ChangeId},
    events,
    mentions::{Mention, mentions, same_name},
    notifications::{Concern, Kind, Listener},
    staff::UserId,
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// An undo that was asked for in time has ended so much later.
const UNDO_ENDS: SignedDuration = SignedDuration::from_secs(2);

/// An undo of ten thousand bookings has ended by then.
const UNDOING: SignedDuration = SignedDuration::from_mins(3);

/// So many events are placed, and told, in one transaction.
const BATCH: i64 = 500;

/// How far the feed was brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advanced {
    /// Whether anything was added to it.
    pub added: bool,
    /// Whether there may be more at once.
    pub more: bool,
}

/// Whether anything waits for its place in the feed, or is due to be told.
pub async fn waits(db: &Db, now: Timestamp) -> Result<bool> {
    let waits = "SELECT EXISTS (SELECT FROM event_queue) OR EXISTS (SELECT FROM untold WHERE due_at <= $1)";
    Ok(sqlx::query_scalar(waits).bind(now.to_sqlx()).fetch_one(db).await?)
}

/// When the next is due that nobody was told yet.
pub async fn next_due(db: &Db) -> Result<Option<Timestamp>> {
    let due: Option<jiff_sqlx::Timestamp> = sqlx::query_scalar("SELECT min(due_at) FROM untold").fetch_one(db).await?;
    Ok(due.map(|due| due.to_jiff()))
}

/// Holds back what is told of a change: it is being undone, and that may take a while.
pub(crate) async fn hold_back(db: &Db, change: ChangeId, now: Timestamp) -> Result<()> {
    sqlx::query("UPDATE untold SET due_at = $2 FROM events e WHERE e.id = untold.event_id AND e.change = $1")
        .bind(change)
        .bind(now.saturating_add(UNDOING).unwrap_or(now).to_sqlx())
        .execute(db)
        .await?;
    Ok(())
}

/// Gives what happened its place in the feed, and tells people what is due: once, whoever runs it, and however often.
/// `undo_within`: how long what somebody did may be undone.
pub async fn advance(db: &Db, undo_within: SignedDuration, now: Timestamp) -> Result<Advanced> {
    let mut transaction = db.begin().await?;
    events::lock(&mut transaction).await?;
    let placed = events::place(&mut transaction, now, BATCH).await?;
    if !placed.is_empty() {
        keep_for_later(&mut transaction, &placed, undo_within, now).await?;
    }
    let due = take_due(&mut transaction, now).await?;
    let told = tell(&mut transaction, &due, now).await?;
    transaction.commit().await?;
    let full = |count: usize| i64::try_from(count).is_ok_and(|count| count >= BATCH);
    Ok(Advanced { added: !placed.is_empty() || told, more: full(placed.len()) || full(due.len()) })
}

/// What people did may still be undone: it is told when it cannot be any more. What clients did is told at once. Whoever
/// was told that a booking will not take place is told if it will. Notes may call for somebody.
async fn keep_for_later(
    db: &mut PgConnection,
    placed: &[i64],
    undo_within: SignedDuration,
    now: Timestamp,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO untold (event_id, due_at)
         SELECT id, CASE WHEN actor_id IS NULL THEN $2 ELSE at + make_interval(secs => $3) END FROM events e
         WHERE id = ANY($1) AND entity = 'booking' AND verb <> 'undo'
           AND (verb IN ('book', 'cancel', 'mark_no_show') OR after ?| ARRAY['datetime', 'master_id']
               OR after ->> 'notes' LIKE '%@%'
               OR (verb = 'reopen' AND before ->> 'status' = 'cancelled' AND at - make_interval(secs => $3) > (
                   SELECT max(c.at) FROM events c
                   WHERE c.entity = 'booking' AND c.entity_id = e.entity_id AND c.verb = 'cancel' AND c.id < e.id)))",
    )
    .bind(placed)
    .bind(now.to_sqlx())
    .bind((undo_within + UNDO_ENDS).as_secs_f64())
    .execute(db)
    .await?;
    Ok(())
}

/// An event that people may be told of.
#[derive(sqlx::FromRow)]
struct Due {
    id: i64,
    actor_id: Option<UserId>,
    change: Option<i64>,
    verb: String,
    before: Option<Value>,
    moved: bool,
    /// What its notes became, if they did.
    noted: Option<String>,
    booking: BookingId,
    /// As the booking stands now.
    status: String,
    notes: Option<String>,
    trashed: bool,
    source: String,
    master_id: UserId,
}

async fn take_due(db: &mut PgConnection, now: Timestamp) -> Result<Vec<Due>> {
    let due = sqlx::query_as(
        "WITH due AS (
             DELETE FROM untold
             WHERE event_id IN (SELECT event_id FROM untold WHERE due_at <= $1 ORDER BY due_at, event_id LIMIT $2)
             RETURNING event_id
         )
         SELECT e.id, e.actor_id, e.change, e.verb, e.before, e.entity_id AS booking,
             coalesce(e.after ?| ARRAY['datetime', 'master_id'], false) AS moved, e.after ->> 'notes' AS noted,
             b.status, b.notes, b.deleted_at IS NOT NULL AS trashed, b.source, b.master_id
         FROM due JOIN events e ON e.id = due.event_id JOIN bookings b ON b.id = e.entity_id
         WHERE (SELECT n.verb FROM events n WHERE n.entity = 'booking' AND n.entity_id = e.entity_id AND n.id > e.id
                ORDER BY n.id LIMIT 1) IS DISTINCT FROM 'undo'
         ORDER BY e.id",
    );
    Ok(due.bind(now.to_sqlx()).bind(BATCH).fetch_all(db).await?)
}

/// Some of the bookings of an act.
#[derive(Clone, Copy)]
struct Share {
    first: BookingId,
    event: i64,
    bookings: i32,
}

async fn tell(db: &mut PgConnection, due: &[Due], now: Timestamp) -> Result<bool> {
    if due.is_empty() {
        return Ok(false);
    }
    let listeners = listeners(db).await?;
    // What one act did, of one kind: who hears of how much of it.
    let mut acts: BTreeMap<(Option<i64>, i64, Kind), BTreeMap<UserId, Share>> = BTreeMap::new();
    for event in due {
        for concern in event.concern().into_iter().chain(event.mention(&listeners)) {
            // Without a number of its own an event stands alone.
            let key = (event.change, if event.change.is_some() { 0 } else { event.id }, concern.kind);
            let none = Share { first: event.booking, event: event.id, bookings: 0 };
            for listener in listeners.iter().filter(|listener| listener.hears(&concern)) {
                acts.entry(key).or_default().entry(listener.actor.id).or_insert(none).bookings += 1;
            }
        }
    }
    for ((change, _, kind), hear) in &acts {
        write(db, *change, *kind, hear, now).await?;
    }
    Ok(!acts.is_empty())
}

/// Of what one act did in several batches, people are told once: the number grows, and it is new again.
async fn write(
    db: &mut PgConnection,
    change: Option<i64>,
    kind: Kind,
    hear: &BTreeMap<UserId, Share>,
    now: Timestamp,
) -> Result<()> {
    let (people, shares): (Vec<UserId>, Vec<Share>) = hear.iter().unzip();
    sqlx::query(
        "WITH place AS (
             INSERT INTO feed (no, at) VALUES (nextval('feed_numbers'), $1) RETURNING no
         )
         INSERT INTO notifications (user_id, no, kind, booking_id, event_id, change, bookings, at)
         SELECT person, no, $2, first, event, $3, bookings, $1
         FROM place, unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::integer[])
             AS hears (person, first, event, bookings)
         ON CONFLICT ON CONSTRAINT notifications_once DO UPDATE
         SET no = EXCLUDED.no, bookings = notifications.bookings + EXCLUDED.bookings, at = EXCLUDED.at, read_at = NULL",
    )
    .bind(now.to_sqlx())
    .bind(kind.code())
    .bind(change)
    .bind(people)
    .bind(shares.iter().map(|share| share.first).collect::<Vec<_>>())
    .bind(shares.iter().map(|share| share.event).collect::<Vec<_>>())
    .bind(shares.iter().map(|share| share.bookings).collect::<Vec<_>>())
    .execute(db)
    .await?;
    Ok(())
}

impl Due {
    /// What people are told of it; `None`: it is not so any more.
    fn concern(&self) -> Option<Concern> {
        let kind = match self.verb.as_str() {
            "book" if self.source == "website" => Kind::OnlineBooking,
            // Whoever was told that it will not take place hears that it will.
            "book" | "reopen" => Kind::NewBooking,
            "cancel" => Kind::Cancelled,
            "mark_no_show" => Kind::NoShow,
            _ if self.moved => Kind::Moved,
            _ => return None,
        };
        let still = match kind {
            Kind::Cancelled => self.status == "cancelled",
            Kind::NoShow => self.status == "no_show",
            _ => self.status != "cancelled",
        };
        if self.trashed || !still {
            return None;
        }
        let before = self.before("master_id").and_then(Value::as_i64).map(UserId);
        let mut masters: Vec<UserId> = [Some(self.master_id), before].into_iter().flatten().collect();
        masters.dedup();
        Some(Concern { kind, actor: self.actor_id, masters, called: Vec::new() })
    }

    /// Whom its notes call for, whom they did not before, if they still do. Clients call nobody.
    fn mention(&self, people: &[Listener]) -> Option<Concern> {
        self.actor_id?;
        let names = || people.iter().map(|person| person.actor.name.as_str());
        let calls = |notes: Option<&str>| mentions(notes.unwrap_or_default(), names());
        let was = calls(self.before("notes").and_then(Value::as_str));
        let (noted, now) = (calls(self.noted.as_deref()), calls(self.notes.as_deref()));
        let by_name = |calls: &[Mention<'_>], name| calls.iter().any(|call| same_name(call.name, name));
        let is_called = |name| by_name(&noted, name) && by_name(&now, name) && !by_name(&was, name);
        let called: Vec<_> = people.iter().filter(|it| is_called(&it.actor.name)).map(|it| it.actor.id).collect();
        let concern = Concern { kind: Kind::Mention, actor: self.actor_id, masters: vec![self.master_id], called };
        (!self.trashed && !concern.called.is_empty()).then_some(concern)
    }

    fn before(&self, name: &str) -> Option<&Value> {
        self.before.as_ref()?.get(name)
    }
}
