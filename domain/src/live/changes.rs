use super::Days;
use crate::{
    Db, Result,
    bookings::{self, BookingId, BookingVerb, Reach},
    events::{self, EventVerb as _, FeedEvent, Seq},
    settings::Salon,
    staff::UserId,
};

/// A row of the feed: a change, or notifications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Sequence number of the row.
    pub seq: Seq,
    /// The changed entity; `None`: the row stands for notifications ([`crate::notifications::told`]).
    pub changed: Option<Changed>,
}

/// An entity that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Kind of the entity, such as `booking`.
    pub entity: String,
    /// Key of the entity, such as `bookings.id`.
    pub id: i64,
    /// Version after the change; `None` for entities without versions.
    pub version: Option<i32>,
    /// Present master, of a booking.
    pub master: Option<UserId>,
    /// Present and former masters, of a booking; decides who may see the change.
    pub masters: Vec<UserId>,
    /// Local days, present and former, of a booking; `None` for other entities.
    pub days: Option<Days>,
}

/// Rows of the feed after `seq`, `most` at most, in order. Not limited to an actor: the caller shows each person only
/// what they may see ([`Changed::masters`]).
///
/// `None` when some of the rows were deleted already.
pub async fn since(db: &Db, salon: &Salon, seq: Seq, most: i64) -> Result<Option<Vec<Step>>> {
    let Some(rows) = events::since(db, seq, most).await? else { return Ok(None) };
    let of_bookings = rows.iter().filter_map(|row| row.event.as_ref()).filter(|event| is_of_booking(event));
    let changes: Vec<_> =
        of_bookings.map(|event| (BookingId(event.id), event.before.as_ref(), event.after.as_ref())).collect();
    let mut reaches = bookings::reach(db, &changes).await?.into_iter();
    let mut steps = Vec::new();
    for row in rows {
        let Some(event) = row.event else {
            steps.push(Step { seq: row.seq, changed: None });
            continue;
        };
        let reach = if is_of_booking(&event) { reaches.next().unwrap_or_default() } else { Default::default() };
        let days = reach.starts.iter().map(|start| Ok(salon.local(*start)?.date()));
        let days = Days::of(days.collect::<Result<Vec<_>>>()?);
        let FeedEvent { entity, id, .. } = event;
        let Reach { master, masters, version, .. } = reach;
        let changed = Changed { entity, id, version, master, masters, days };
        steps.push(Step { seq: row.seq, changed: Some(changed) });
    }
    Ok(Some(steps))
}

fn is_of_booking(event: &FeedEvent) -> bool {
    event.entity == BookingVerb::ENTITY
}
