//! Events of a booking, from its creation to its current status.

use serde_json::{Value, json};

use super::booking::Booking;
use super::clock::{Clock, HOUR, MINUTE, Seconds, rfc3339};
use super::outcome::is_online;
use super::rng::Rng;
use super::salon::Salon;
use super::sample_texts;
use super::staff::FRONT_DESK;
use domain::bookings::{BookingVerb, Source, Status};

const DAY: Seconds = 24 * HOUR;

/// A row of `events`.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) at: Seconds,
    pub(super) verb: BookingVerb,
    /// Index into `staff::PEOPLE`; `None` is the client, on the public site.
    pub(super) actor: Option<usize>,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
}

/// The events of one booking.
#[derive(Clone, Debug)]
pub(super) struct History {
    /// In chronological order; none later than "now".
    pub(super) events: Vec<Event>,
    pub(super) deleted: Option<Seconds>,
}

impl History {
    /// The history of booking `number` of the plan. Deterministic: histories are made twice instead of being kept.
    pub(super) fn of(salon: &Salon, number: usize, booking: &Booking) -> Self {
        let rng = Rng::new(salon.seed, (2_u64 << 32).wrapping_add(u64::try_from(number).unwrap_or(0)));
        let mut builder = HistoryBuilder { rng, clock: &salon.clock, booking, events: Vec::with_capacity(5) };
        builder.book();
        // The previous system kept no history.
        if booking.source != Source::Import {
            builder.confirm();
            builder.reschedule();
            let master = salon.masters.get(booking.master).map(|master| master.person);
            builder.finish(master);
        }
        let deleted = builder.trash();
        Self { events: builder.events, deleted }
    }

    /// The person who created the booking.
    pub(super) fn creator(&self) -> Option<usize> {
        self.events.first().and_then(|event| event.actor)
    }
}

struct HistoryBuilder<'a> {
    rng: Rng,
    clock: &'a Clock,
    booking: &'a Booking,
    events: Vec<Event>,
}

impl HistoryBuilder<'_> {
    /// Limits the time to between the last event and now.
    fn record(&mut self, at: Seconds, verb: BookingVerb, actor: Option<usize>) -> Option<&mut Event> {
        let at = at.max(self.last()).min(self.clock.now);
        self.events.push(Event { at, verb, actor, before: None, after: None });
        self.events.last_mut()
    }

    fn last(&self) -> Seconds {
        self.events.last().map_or(self.booking.created, |event| event.at)
    }

    fn front_desk(&mut self) -> Option<usize> {
        let at = self.rng.weighted(FRONT_DESK.iter().map(|(_, often)| *often));
        FRONT_DESK.get(at).map(|(person, _)| *person)
    }

    /// A random time between the last event and `limit`, or that of the last event; in the daytime if possible.
    fn before(&mut self, limit: Seconds) -> Seconds {
        let last = self.last();
        let limit = limit.min(self.clock.now).max(last);
        let mut at = self.rng.between(last, limit);
        for _ in 0..6 {
            if !self.clock.is_night(at) {
                break;
            }
            at = self.rng.between(last, limit);
        }
        at
    }

    fn book(&mut self) {
        let actor = match self.booking.source {
            Source::Website => None,
            Source::Import => Some(1),
            _ => self.front_desk(),
        };
        self.record(self.booking.created, BookingVerb::Book, actor);
    }

    /// Online bookings need a confirmation; those made at the desk or by phone are confirmed from the start.
    fn confirm(&mut self) {
        let confirmed = match self.booking.status {
            Status::Pending => false,
            Status::Cancelled => self.rng.chance(600),
            _ => true,
        };
        if confirmed && is_online(self.booking.source) {
            let actor = self.front_desk();
            let at = self.before((self.last() + 15 * HOUR).min(self.booking.start));
            self.record(at, BookingVerb::Confirm, actor);
        }
    }

    /// One of twenty bookings was rescheduled to its current time.
    fn reschedule(&mut self) {
        let limit = self.booking.start - HOUR;
        if !self.rng.chance(50) || limit <= self.last() {
            return;
        }
        let (actor, at) = (self.front_desk(), self.before(limit));
        let start = self.booking.start;
        let planned = match start + self.rng.between(-4, 4) * DAY {
            earlier if earlier <= at || earlier == start => start + 2 * DAY,
            other => other,
        };
        if let Some(event) = self.record(at, BookingVerb::Reschedule, actor) {
            event.before = Some(json!({ "datetime": rfc3339(planned) }));
            event.after = Some(json!({ "datetime": rfc3339(start) }));
        }
    }

    fn finish(&mut self, master: Option<usize>) {
        match self.booking.status {
            Status::Pending | Status::Confirmed => {}
            Status::Arrived => self.check_in(),
            Status::Completed => {
                self.check_in();
                let desk = self.front_desk();
                let actor = if self.rng.chance(400) { master } else { desk };
                let at = self.booking.end() + self.rng.between(-60, 480);
                self.record(at, BookingVerb::Complete, actor);
            }
            Status::NoShow => {
                let (actor, at) = (self.front_desk(), self.booking.start + self.rng.between(15, 40) * MINUTE);
                self.record(at, BookingVerb::MarkNoShow, actor);
            }
            Status::Cancelled => self.cancel(),
        }
    }

    fn check_in(&mut self) {
        let (actor, at) = (self.front_desk(), self.booking.start + self.rng.between(-720, 300));
        self.record(at, BookingVerb::CheckIn, actor);
    }

    fn cancel(&mut self) {
        let actor = self.front_desk();
        let at = self.before(self.booking.start - 10 * MINUTE);
        let reason = self.rng.pick(sample_texts::CANCEL_REASONS);
        if let Some(event) = self.record(at, BookingVerb::Cancel, actor) {
            event.after = Some(json!({ "reason": reason }));
        }
    }

    /// One of two hundred bookings is in the trash.
    fn trash(&mut self) -> Option<Seconds> {
        if !self.rng.chance(5) {
            return None;
        }
        let actor = if self.rng.chance(800) { Some(1) } else { Some(0) };
        let at = self.last() + self.rng.between(HOUR, 5 * DAY);
        self.record(at, BookingVerb::Trash, actor).map(|event| event.at)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, clippy::unwrap_used)]

    use super::*;
    use crate::plan::plan;
    use crate::size::Size;
    use crate::staff::PEOPLE;
    use jiff::civil::date;
    use std::sync::atomic::AtomicU64;

    #[test]
    fn histories_are_chronological_and_match_the_status() {
        let salon = Salon::new(Size::S, Clock::new("Asia/Dubai", date(2026, 11, 20)).unwrap(), 1);
        let plan = plan(&salon, &AtomicU64::new(0)).unwrap();
        let mut count = 0;
        for (number, booking) in plan.bookings.iter().enumerate() {
            let history = History::of(&salon, number, booking);
            let times: Vec<_> = history.events.iter().map(|event| event.at).collect();
            assert!(times.is_sorted() && times.iter().all(|at| *at <= salon.clock.now), "{history:?}");
            assert_eq!((times[0], history.events[0].verb), (booking.created, BookingVerb::Book));
            assert_eq!(history.creator().is_none(), booking.source == Source::Website);
            assert!(history.creator().is_none_or(|actor| PEOPLE[actor].role != "master"));
            if booking.source != Source::Import {
                let has = |verb| history.events.iter().any(|event| event.verb == verb);
                assert_eq!(has(BookingVerb::Complete), booking.status == Status::Completed);
                assert_eq!(has(BookingVerb::Cancel), booking.status == Status::Cancelled);
                assert_eq!(has(BookingVerb::MarkNoShow), booking.status == Status::NoShow);
            }
            count += times.len();
        }
        assert!((25_000..30_000).contains(&count), "{count}");
    }
}
