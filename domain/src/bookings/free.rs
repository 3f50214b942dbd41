use super::BookingId;
use crate::{
    services::{Offer, ServiceId},
    staff::Master,
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

/// Starts are offered every quarter of an hour, counted from when the salon opens.
const STEP: SignedDuration = SignedDuration::from_mins(15);

/// From the first moment up to, not including, the second.
pub type Span = (Timestamp, Timestamp);

/// A time at which a master is free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Whose.
    pub master: Master,
    /// On the salon's clock.
    pub starts: DateTime,
}

/// What day is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayAsked {
    /// What is to be performed.
    pub service: ServiceId,
    /// On the salon's calendar.
    pub day: Date,
    /// For how long; `None`: as long as it takes each master.
    pub minutes: Option<i32>,
    /// The booking that is to be moved: it does not stand in its own way.
    pub moved: Option<BookingId>,
}

/// A master's day, as far as a service fits into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasterDay {
    /// How they perform the service.
    pub offer: Offer,
    /// Starts at which they are free, on the salon's clock.
    pub free: Vec<DateTime>,
}

/// The time that a service takes from a master's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Before its start.
    pub before: SignedDuration,
    /// From start to end.
    pub length: SignedDuration,
    /// After its end.
    pub after: SignedDuration,
}

impl Need {
    /// In minutes.
    pub fn minutes(before: i32, length: i32, after: i32) -> Self {
        let minutes = |n: i32| SignedDuration::from_mins(n.into());
        Need { before: minutes(before), length: minutes(length), after: minutes(after) }
    }

    /// From start to end.
    pub fn booked(self, start: Timestamp) -> Span {
        (start, start.saturating_add(self.length).unwrap_or(Timestamp::MAX))
    }

    /// The busy range: buffers included.
    pub fn busy(self, start: Timestamp) -> Span {
        let (start, end) = self.booked(start);
        let from = start.saturating_sub(self.before).unwrap_or(Timestamp::MIN);
        (from, end.saturating_add(self.after).unwrap_or(Timestamp::MAX))
    }
}

/// Whether two spans share a moment.
fn meet(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The starts of one day at which a master is free: the booking lies within the opening hours, and its busy range meets
/// no other. Buffers may lie outside the hours.
pub fn free_starts(open: Span, busy: &[Span], need: Need) -> Vec<Timestamp> {
    let fits = |start: &Timestamp| {
        need.booked(*start).1 <= open.1 && !busy.iter().any(|other| meet(need.busy(*start), *other))
    };
    let steps = std::iter::successors(Some(open.0), |start| start.checked_add(STEP).ok());
    steps.take_while(|start| *start < open.1).filter(fits).collect()
}

/// The `count` nearest to a moment, in the order of time; earlier before later where both are as near.
pub fn nearest(mut starts: Vec<Timestamp>, to: Timestamp, count: usize) -> Vec<Timestamp> {
    starts.sort_by_key(|start| (start.duration_since(to).unsigned_abs(), *start));
    starts.truncate(count);
    starts.sort();
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64, minute: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(hour * 60 + minute)
    }

    #[test]
    fn an_empty_day_is_free_until_the_last_start_that_ends_in_time() {
        let free = free_starts((at(9, 0), at(11, 0)), &[], Need::minutes(0, 60, 0));
        assert_eq!(free, [at(9, 0), at(9, 15), at(9, 30), at(9, 45), at(10, 0)]);
        assert!(free_starts((at(9, 0), at(9, 30)), &[], Need::minutes(0, 60, 0)).is_empty());
    }

    #[test]
    fn bookings_may_touch_and_buffers_add_up() {
        let (day, busy) = ((at(9, 0), at(12, 0)), [(at(10, 0), at(10, 30))]);
        let starts = |need| free_starts(day, &busy, need);
        assert_eq!(starts(Need::minutes(0, 60, 0)), [at(9, 0), at(10, 30), at(10, 45), at(11, 0)]);
        assert_eq!(starts(Need::minutes(15, 60, 0)), [at(9, 0), at(10, 45), at(11, 0)]);
        assert_eq!(starts(Need::minutes(0, 60, 15)), [at(10, 30), at(10, 45), at(11, 0)]);
    }

    #[test]
    fn what_is_near_comes_first() {
        let starts = vec![at(9, 0), at(11, 0), at(12, 0), at(15, 0)];
        assert_eq!(nearest(starts.clone(), at(11, 30), 3), [at(9, 0), at(11, 0), at(12, 0)]);
        assert_eq!(nearest(starts, at(20, 0), 1), [at(15, 0)]);
    }
}
