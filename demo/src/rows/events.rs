//! Rows of `events`, in the order of time.

use crate::binary::Row;
use crate::clock::Seconds;
use crate::history::{Event, History};
use crate::store::copy::{Rows, Stopped};

use super::{Source, id};

pub(crate) const EVENTS: &[&str] = &["id", "at", "actor_id", "entity", "entity_id", "verb", "before", "after"];

/// Which event of which booking; sorts by time. Histories are told again when written: three million of them would
/// fill the memory, their places do not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    at: Seconds,
    booking: u32,
    event: u8,
}

/// How many events all bookings have.
pub(crate) fn count_events(from: &Source) -> u64 {
    let bookings = from.plan.bookings.iter().enumerate();
    let counts = bookings.map(|(number, booking)| History::of(&from.salon, number, booking).events.len());
    u64::try_from(counts.sum::<usize>()).unwrap_or(0)
}

/// Writes all events, numbered on from `last_id`.
pub(crate) fn write_events(from: &Source, last_id: i64, rows: &mut Rows) -> Result<(), Stopped> {
    for (number, place) in (last_id + 1..).zip(places(from)) {
        let at = usize::try_from(place.booking).unwrap_or(usize::MAX);
        let Some(booking) = from.plan.bookings.get(at) else {
            continue;
        };
        let history = History::of(&from.salon, at, booking);
        if let Some(event) = history.events.get(usize::from(place.event)) {
            rows.row(|row| write(row, from, (number, id(at)), event))?;
        }
    }
    Ok(())
}

fn places(from: &Source) -> Vec<Place> {
    let mut places = Vec::with_capacity(from.plan.bookings.len() * 3);
    for (booking, planned) in (0_u32..).zip(&from.plan.bookings) {
        let number = usize::try_from(booking).unwrap_or(usize::MAX);
        let history = History::of(&from.salon, number, planned);
        places.extend((0_u8..).zip(&history.events).map(|(event, told)| Place { at: told.at, booking, event }));
    }
    places.sort_unstable();
    places
}

fn write(row: &mut Row, from: &Source, (number, booking): (i64, i64), event: &Event) {
    row.bigint(number);
    row.timestamp(event.at);
    row.maybe(event.actor.map(|person| from.person(person)), Row::bigint);
    row.text("booking");
    row.bigint(booking);
    row.text(event.verb.code());
    row.maybe(event.before.as_ref(), Row::jsonb);
    row.maybe(event.after.as_ref(), Row::jsonb);
}
