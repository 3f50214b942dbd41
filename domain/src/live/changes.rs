use super::Days;
use crate::{
    Db, Result,
    bookings::{self, BookingId, BookingVerb},
    events::{self, EventVerb as _, FeedEvent, Seq},
    settings::Salon,
    staff::UserId,
};

/// Something in the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place.
    pub seq: Seq,
    /// What changed; `None`: people were notified of something ([`crate::notifications::told`]).
    pub changed: Option<Changed>,
}

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The kind of thing.
    pub entity: String,
    /// The thing.
    pub id: i64,
    /// Its version after the change, where it has one.
    pub version: Option<i32>,
    /// Whose it is, and whose it was.
    pub masters: Vec<UserId>,
    /// The days it is on, and was on, on the salon's clock.
    pub days: Option<Days>,
}

/// What is in the feed after `seq`, `most` at most; in order. It is for the process itself, which shows each person what
/// they may see ([`Changed::masters`]).
///
/// Answers `None` where some of it is not kept any more.
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
        let days = reach.starts.into_iter().map(|start| Ok(salon.local(start)?.date()));
        let days = Days::of(days.collect::<Result<Vec<_>>>()?);
        let FeedEvent { entity, id, .. } = event;
        let changed = Changed { entity, id, version: reach.version, masters: reach.masters, days };
        steps.push(Step { seq: row.seq, changed: Some(changed) });
    }
    Ok(Some(steps))
}

fn is_of_booking(event: &FeedEvent) -> bool {
    event.entity == BookingVerb::ENTITY
}
