//! Rows of `events`, in chronological order.

use crate::binary::BinaryRow;
use crate::clock::Seconds;
use crate::history::{Event, History};
use crate::store::copy::{ConnectionLost, RowWriter};

use super::{RowSource, id};

pub(crate) const EVENTS: &[&str] = &["id", "at", "actor_id", "entity", "entity_id", "verb", "before", "after"];

/// Booking and index of an event, sorted by time. Only the positions are kept because three million events would need
/// too much memory; each history is made again when it is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct EventPosition {
    at: Seconds,
    booking: u32,
    event: u8,
}

pub(crate) fn count_events(from: &RowSource) -> u64 {
    let bookings = from.plan.bookings.iter().enumerate();
    let counts = bookings.map(|(number, booking)| History::of(&from.salon, number, booking).events.len());
    u64::try_from(counts.sum::<usize>()).unwrap_or(0)
}

/// Writes all events with ids starting after `last_id`.
pub(crate) fn write_events(from: &RowSource, last_id: i64, rows: &mut RowWriter) -> Result<(), ConnectionLost> {
    for (number, position) in (last_id + 1..).zip(event_positions(from)) {
        let at = usize::try_from(position.booking).unwrap_or(usize::MAX);
        let Some(booking) = from.plan.bookings.get(at) else {
            continue;
        };
        let history = History::of(&from.salon, at, booking);
        if let Some(event) = history.events.get(usize::from(position.event)) {
            rows.write_row(|row| write(row, from, (number, id(at)), event))?;
        }
    }
    Ok(())
}

fn event_positions(from: &RowSource) -> Vec<EventPosition> {
    let mut positions = Vec::with_capacity(from.plan.bookings.len() * 3);
    for (booking, planned) in (0_u32..).zip(&from.plan.bookings) {
        let number = usize::try_from(booking).unwrap_or(usize::MAX);
        let history = History::of(&from.salon, number, planned);
        positions.extend((0_u8..).zip(&history.events).map(|(index, event)| EventPosition {
            at: event.at,
            booking,
            event: index,
        }));
    }
    positions.sort_unstable();
    positions
}

fn write(row: &mut BinaryRow, from: &RowSource, (number, booking): (i64, i64), event: &Event) {
    row.bigint(number);
    row.timestamp(event.at);
    row.nullable(event.actor.map(|person| from.person(person)), BinaryRow::bigint);
    row.text("booking");
    row.bigint(booking);
    row.text(event.verb.code());
    row.nullable(event.before.as_ref(), BinaryRow::jsonb);
    row.nullable(event.after.as_ref(), BinaryRow::jsonb);
}
