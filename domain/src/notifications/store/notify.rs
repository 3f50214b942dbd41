use super::choices::recipients;
use crate::{
    Db, Result,
    bookings::{BookingFacts, BookingId, BookingVerb, Source, Status},
    events::{self, EventVerb as _},
    mentions::{Mention, mentions, same_name},
    notifications::{
        Kind, Occurrence, Recipient, SubjectKind,
        kinds::{Rule, rule},
    },
    staff::UserId,
    text_enum::Known,
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// Margin for an undo that was requested in time to commit.
const UNDO_ENDS: SignedDuration = SignedDuration::from_secs(2);

/// Upper limit of events per transaction, both for sequence numbers and for notifications.
const BATCH: i64 = 500;

/// Result of one run of [`advance`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advanced {
    /// Whether rows were added to the feed.
    pub added: bool,
    /// Whether a batch was full, so that another run may find more at once.
    pub more: bool,
}

/// Gives queued events their sequence numbers, and notifies people of what is due. Any number of processes may run it
/// at any time: the feed's lock makes it exclusive, and each event is handled once. `undo_within` is how long a change
/// can be undone.
pub async fn advance(db: &Db, undo_within: SignedDuration, now: Timestamp) -> Result<Advanced> {
    let mut transaction = db.begin().await?;
    events::lock(&mut transaction).await?;
    let placed = events::place(&mut transaction, now, BATCH).await?;
    if !placed.is_empty() {
        keep_for_later(&mut transaction, &placed, undo_within, now).await?;
    }
    let due = events::take_due(&mut transaction, now, BATCH).await?;
    let told = notify(&mut transaction, &due, now).await?;
    transaction.commit().await?;
    let full = |count: usize| i64::try_from(count).is_ok_and(|count| count >= BATCH);
    Ok(Advanced { added: !placed.is_empty() || told, more: full(placed.len()) || full(due.len()) })
}

/// An event that has just got its sequence number.
#[derive(sqlx::FromRow)]
struct PlacedRow {
    id: i64,
    #[sqlx(try_from = "jiff_sqlx::Timestamp")]
    at: Timestamp,
    actor_id: Option<UserId>,
    verb: Known<BookingVerb>,
    before: Option<Value>,
    after: Option<Value>,
}

/// Stores pending notifications: actions of staff are due when they can no longer be undone, those of clients at once.
async fn keep_for_later(
    db: &mut PgConnection,
    placed: &[i64],
    undo_within: SignedDuration,
    now: Timestamp,
) -> Result<()> {
    let rows: Vec<PlacedRow> = sqlx::query_as(
        "SELECT id, at, actor_id, verb, before, after FROM events WHERE id = ANY($1) AND entity = $2 ORDER BY id",
    )
    .bind(placed)
    .bind(BookingVerb::ENTITY)
    .fetch_all(&mut *db)
    .await?;
    let (mut pending, mut reopened) = (Vec::new(), Vec::new());
    for row in rows {
        // An unreadable payload is in the log; it must not stop the feed.
        let read = |stored: Option<&Value>| BookingFacts::read(stored).unwrap_or_default();
        let (before, after) = (read(row.before.as_ref()), read(row.after.as_ref()));
        let due =
            if row.actor_id.is_none() { now } else { row.at.saturating_add(undo_within + UNDO_ENDS).unwrap_or(row.at) };
        let rule = rule(row.verb.0);
        let is_moved = after.is_moved();
        let mentions = after.notes.flatten().is_some_and(|notes| notes.contains('@'));
        let concerns = match rule {
            Rule::Always(_) | Rule::New => true,
            Rule::NewAgain | Rule::IfMoved => is_moved,
            Rule::Never => false,
        };
        if row.verb.0 == Some(BookingVerb::Undo) {
            continue;
        } else if concerns || mentions {
            pending.push((row.id, due));
        } else if rule == Rule::NewAgain && before.status == Some(Status::Cancelled) {
            reopened.push((row.id, due));
        }
    }
    if !reopened.is_empty() {
        let notified = notified_of_cancelling(db, &reopened, undo_within).await?;
        pending.extend(reopened.into_iter().filter(|(id, _)| notified.contains(id)));
    }
    events::wait_until(db, &pending).await
}

/// Those of the reopening events before which people were notified of the cancellation.
async fn notified_of_cancelling(
    db: &mut PgConnection,
    reopened: &[(i64, Timestamp)],
    undo_within: SignedDuration,
) -> Result<Vec<i64>> {
    let notified = sqlx::query_scalar(
        "SELECT id FROM events e WHERE id = ANY($1) AND at - make_interval(secs => $2) > (
             SELECT max(c.at) FROM events c
             WHERE c.entity = e.entity AND c.entity_id = e.entity_id AND c.verb = $3 AND c.id < e.id)",
    )
    .bind(reopened.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind((undo_within + UNDO_ENDS).as_secs_f64())
    .bind(BookingVerb::Cancel);
    Ok(notified.fetch_all(db).await?)
}

/// An event whose notifications are due.
#[derive(sqlx::FromRow)]
struct DueRow {
    id: i64,
    actor_id: Option<UserId>,
    change: Option<i64>,
    verb: Known<BookingVerb>,
    before: Option<Value>,
    after: Option<Value>,
    booking: BookingId,
    /// Present values of the booking, from here on.
    status: Status,
    notes: Option<String>,
    trashed: bool,
    source: Source,
    master_id: UserId,
}

/// Due events of bookings, without those that were undone.
async fn load_due(db: &mut PgConnection, due: &[i64]) -> Result<Vec<DueRow>> {
    let rows = sqlx::query_as(
        "SELECT e.id, e.actor_id, e.change, e.verb, e.before, e.after, e.entity_id AS booking,
             b.status, b.notes, b.deleted_at IS NOT NULL AS trashed, b.source, b.master_id
         FROM events e JOIN bookings b ON b.id = e.entity_id
         WHERE e.id = ANY($1)
             AND (SELECT n.verb FROM events n WHERE n.entity = e.entity AND n.entity_id = e.entity_id AND n.id > e.id
                  ORDER BY n.id LIMIT 1) IS DISTINCT FROM $2
         ORDER BY e.id",
    );
    Ok(rows.bind(due).bind(BookingVerb::Undo).fetch_all(db).await?)
}

/// The part of a change that one recipient is notified of.
#[derive(Clone, Copy)]
struct Share {
    first: BookingId,
    event: i64,
    bookings: i32,
}

async fn notify(db: &mut PgConnection, due: &[i64], now: Timestamp) -> Result<bool> {
    if due.is_empty() {
        return Ok(false);
    }
    let recipients = recipients(db).await?;
    // Per change and kind: which recipients are notified of how many bookings.
    let mut acts: BTreeMap<(Option<i64>, i64, Kind), BTreeMap<UserId, Share>> = BTreeMap::new();
    for event in load_due(db, due).await? {
        for occurrence in event.occurrences(&recipients) {
            // An event without a change id is a group of its own.
            let key = (event.change, if event.change.is_some() { 0 } else { event.id }, occurrence.kind);
            let none = Share { first: event.booking, event: event.id, bookings: 0 };
            for recipient in recipients.iter().filter(|recipient| recipient.is_notified_of(&occurrence)) {
                acts.entry(key).or_default().entry(recipient.actor.id).or_insert(none).bookings += 1;
            }
        }
    }
    for ((change, _, kind), shares) in &acts {
        write(db, *change, *kind, shares, now).await?;
    }
    Ok(!acts.is_empty())
}

/// Writes notifications. A change that spans several batches updates the first notification: the count grows, and it
/// becomes unread with a new sequence number.
async fn write(
    db: &mut PgConnection,
    change: Option<i64>,
    kind: Kind,
    shares: &BTreeMap<UserId, Share>,
    now: Timestamp,
) -> Result<()> {
    let (people, shares): (Vec<UserId>, Vec<Share>) = shares.iter().unzip();
    sqlx::query(
        "WITH place AS (
             INSERT INTO feed (no, at) VALUES (nextval('feed_numbers'), $1) RETURNING no
         )
         INSERT INTO notifications (user_id, no, kind, subject, subject_id, event_id, change, subjects, at)
         SELECT person, no, $2, $8, first, event, $3, subjects, $1
         FROM place, unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::integer[])
             AS shares (person, first, event, subjects)
         ON CONFLICT ON CONSTRAINT notifications_once DO UPDATE
         SET no = EXCLUDED.no, subjects = notifications.subjects + EXCLUDED.subjects, at = EXCLUDED.at, read_at = NULL",
    )
    .bind(now.to_sqlx())
    .bind(kind)
    .bind(change)
    .bind(people)
    .bind(shares.iter().map(|share| share.first).collect::<Vec<_>>())
    .bind(shares.iter().map(|share| share.event).collect::<Vec<_>>())
    .bind(shares.iter().map(|share| share.bookings).collect::<Vec<_>>())
    .bind(SubjectKind::Booking)
    .execute(db)
    .await?;
    Ok(())
}

impl DueRow {
    fn occurrences(&self, people: &[Recipient]) -> Vec<Occurrence> {
        // An unreadable payload is in the log; other events are still notified.
        let read = |stored: Option<&Value>| BookingFacts::read(stored).unwrap_or_default();
        let (before, after) = (read(self.before.as_ref()), read(self.after.as_ref()));
        if self.trashed {
            return Vec::new();
        }
        [self.of_booking(&before, &after), self.mention(&before, &after, people)].into_iter().flatten().collect()
    }

    /// `None` when the notification would no longer be correct.
    fn of_booking(&self, before: &BookingFacts, after: &BookingFacts) -> Option<Occurrence> {
        let kind = rule(self.verb.0).kind(self.source, after.is_moved()).filter(|kind| kind.holds(self.status))?;
        let mut masters: Vec<UserId> = [Some(self.master_id), before.master_id].into_iter().flatten().collect();
        masters.dedup();
        Some(Occurrence { kind, actor: self.actor_id, masters, mentioned: Vec::new() })
    }

    /// The people whom the change newly mentions and the present notes still mention. Clients cannot mention anybody.
    fn mention(&self, before: &BookingFacts, after: &BookingFacts, people: &[Recipient]) -> Option<Occurrence> {
        self.actor_id?;
        let names = || people.iter().map(|person| person.actor.name.as_str());
        let mentions = |notes: Option<&str>| mentions(notes.unwrap_or_default(), names());
        let was = mentions(before.notes.as_ref().and_then(Option::as_deref));
        let became = mentions(after.notes.as_ref().and_then(Option::as_deref));
        let now = mentions(self.notes.as_deref());
        let is_in = |found: &[Mention<'_>], name: &str| found.iter().any(|mention| same_name(mention.name, name));
        let is_new = |name: &str| is_in(&became, name) && is_in(&now, name) && !is_in(&was, name);
        let mentioned: Vec<_> = people.iter().filter(|it| is_new(&it.actor.name)).map(|it| it.actor.id).collect();
        let masters = vec![self.master_id];
        (!mentioned.is_empty()).then_some(Occurrence { kind: Kind::Mention, actor: self.actor_id, masters, mentioned })
    }
}
