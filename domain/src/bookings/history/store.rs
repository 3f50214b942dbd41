use super::{BookingFacts, BookingVerb, CancelledBy, Edit, HistoryEntry, HistoryKind};
use crate::{
    Db, Money, Result,
    bookings::BookingId,
    events::EventVerb as _,
    settings::{Salon, local_time},
    staff::{Asker, UserId},
};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::HashMap;

/// Upper limit of entries, latest first.
const LONGEST: i64 = 100;

#[derive(sqlx::FromRow)]
struct EventRow {
    at: jiff_sqlx::Timestamp,
    actor: Option<String>,
    verb: String,
    before: Option<Value>,
    after: Option<Value>,
}

/// History of a booking, latest first, at most 100 entries. The caller has checked that the actor may see the booking.
pub(crate) async fn history(asker: &Asker, id: BookingId) -> Result<Vec<HistoryEntry>> {
    let rows: Vec<EventRow> = sqlx::query_as(
        "SELECT e.at, u.name AS actor, e.verb, e.before, e.after
         FROM events e LEFT JOIN users u ON u.id = e.actor_id
         WHERE e.entity = $1 AND e.entity_id = $2
         ORDER BY e.at DESC, e.id DESC LIMIT $3",
    )
    .bind(BookingVerb::ENTITY)
    .bind(id)
    .bind(LONGEST)
    .fetch_all(&asker.db)
    .await?;
    rows.into_iter().map(|row| row.read(asker)).collect()
}

impl EventRow {
    fn read(self, asker: &Asker) -> Result<HistoryEntry> {
        let salon = &asker.salon;
        let at = salon.local(self.at.to_jiff())?;
        let verb = BookingVerb::from_code(&self.verb);
        let read = |stored: Option<&Value>| match verb {
            Some(_) => BookingFacts::read(stored),
            // A newer version of the program may have written other values.
            None => Ok(BookingFacts::read(stored).unwrap_or_default()),
        };
        let (was, is) = (read(self.before.as_ref())?, read(self.after.as_ref())?);
        let what = match verb {
            Some(BookingVerb::Book) => HistoryKind::Booked,
            Some(BookingVerb::Confirm) => HistoryKind::Confirmed,
            Some(BookingVerb::CheckIn) => HistoryKind::CheckedIn,
            Some(BookingVerb::Complete) => HistoryKind::Completed,
            Some(BookingVerb::Cancel) => HistoryKind::Cancelled {
                reason: is.reason.map(|reason| asker.actor.masked(reason)),
                by_client: is.by.map(|by| by == CancelledBy::Client),
            },
            Some(BookingVerb::MarkNoShow) => HistoryKind::NoShow,
            Some(BookingVerb::Reopen) => HistoryKind::Reopened { edits: edits(&was, &is, salon) },
            Some(BookingVerb::Trash) => HistoryKind::Trashed,
            Some(BookingVerb::Restore) => HistoryKind::Restored { edits: edits(&was, &is, salon) },
            Some(BookingVerb::Undo) => HistoryKind::Undone { edits: edits(&was, &is, salon) },
            Some(BookingVerb::Reschedule | BookingVerb::Reassign | BookingVerb::Edit | BookingVerb::Purge) | None => {
                match edits(&was, &is, salon) {
                    edits if edits.is_empty() => HistoryKind::Changed { verb: self.verb },
                    edits => HistoryKind::Edited { edits },
                }
            }
        };
        Ok(HistoryEntry { at, actor: self.actor, what })
    }
}

fn edits(was: &BookingFacts, is: &BookingFacts, salon: &Salon) -> Vec<Edit> {
    let zone = salon.time_zone().ok();
    let local = |time: Option<Timestamp>| Some(local_time(zone.as_ref()?, time?));
    let money = |facts: &BookingFacts| {
        let currency = facts.currency.clone().unwrap_or_else(|| salon.currency.clone());
        Some(Money { minor: facts.price?, currency })
    };
    let master = was.master.clone().zip(is.master.clone());
    let service = was.service_name.clone().zip(is.service_name.clone());
    [
        local(was.datetime).zip(local(is.datetime)).map(|(was, is)| Edit::Time(was, is)),
        was.minutes.zip(is.minutes).map(|(was, is)| Edit::Length(was, is)),
        master.map(|(was, is)| Edit::Master(was, is)),
        service.map(|(was, is)| Edit::Service(was, is)),
        money(was).zip(money(is)).map(|(was, is)| Edit::Price(was, is)),
        (was.notes != is.notes).then_some(Edit::Notes),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Who may see a change of a booking, and the days it affects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    /// Present master of the booking.
    pub master: Option<UserId>,
    /// Masters of the booking: the present one, and those before and after the change.
    pub masters: Vec<UserId>,
    /// Starts of the booking: the present one, and those before and after the change.
    pub starts: Vec<Timestamp>,
    /// Version of the booking after the change.
    pub version: Option<i32>,
}

/// Reaches of changes, each given as booking, `before` and `after`; in the same order.
pub(crate) async fn reach(db: &Db, changes: &[(BookingId, Option<&Value>, Option<&Value>)]) -> Result<Vec<Reach>> {
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<BookingId> = changes.iter().map(|(id, ..)| *id).collect();
    let rows: Vec<(BookingId, UserId, jiff_sqlx::Timestamp)> =
        sqlx::query_as("SELECT id, master_id, datetime FROM bookings WHERE id = ANY($1)")
            .bind(ids)
            .fetch_all(db)
            .await?;
    let now: HashMap<BookingId, (UserId, Timestamp)> =
        rows.into_iter().map(|(id, master, start)| (id, (master, start.to_jiff()))).collect();
    let reach = |(id, before, after): &(BookingId, Option<&Value>, Option<&Value>)| {
        // An unreadable payload is in the log; it must not stop the feed.
        let read = |stored| BookingFacts::read(stored).unwrap_or_default();
        let (was, is) = (read(*before), read(*after));
        let (master, start) = now.get(id).copied().unzip();
        let mut masters: Vec<UserId> = [master, was.master_id, is.master_id].into_iter().flatten().collect();
        masters.sort_unstable();
        masters.dedup();
        let starts = [start, was.datetime, is.datetime].into_iter().flatten().collect();
        Reach { master, masters, starts, version: is.version }
    };
    Ok(changes.iter().map(reach).collect())
}
