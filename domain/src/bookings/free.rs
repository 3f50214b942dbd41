use super::BookingId;
use crate::{
    LocalTime,
    services::{Offer, ServiceId},
    staff::{Master, UserId},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Distance between offered starts, counted from the opening time.
const STEP: SignedDuration = SignedDuration::from_mins(15);

/// A half-open range of instants, `[start, end)`.
pub type Span = (Timestamp, Timestamp);

/// A start at which a master is free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The master who is free at `starts`.
    pub master: Master,
    /// Start, local time of the salon.
    pub starts: LocalTime,
}

/// A new time of a booking, perhaps of another master.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTime {
    /// The master who is to perform it.
    pub master: UserId,
    /// Start, local time of the salon.
    pub starts: LocalTime,
}

impl From<Slot> for NewTime {
    fn from(slot: Slot) -> Self {
        NewTime { master: slot.master.id, starts: slot.starts }
    }
}

/// A request for the free times of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayAsked {
    /// The service to be performed.
    pub service: ServiceId,
    /// The day, in the salon's time zone.
    #[serde(deserialize_with = "crate::deserialize_day")]
    pub day: Date,
    /// Duration in minutes; `None`: the duration of each master's offer.
    pub minutes: Option<i32>,
    /// A booking that is to be moved; its own busy range does not count as taken.
    pub moved: Option<BookingId>,
}

/// A master's free times of one day for one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasterDay {
    /// How the master performs the service.
    pub offer: Offer,
    /// Free starts in ascending order, local time of the salon; empty when there are none.
    pub free: Vec<LocalTime>,
}

/// The time that a booking takes, with buffers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Buffer before the start, part of the busy range.
    pub before: SignedDuration,
    /// Duration from start to end.
    pub length: SignedDuration,
    /// Buffer after the end, part of the busy range.
    pub after: SignedDuration,
}

impl Need {
    /// Builds the value from minutes.
    pub fn minutes(before: i32, length: i32, after: i32) -> Self {
        let minutes = |n: i32| SignedDuration::from_mins(n.into());
        Need { before: minutes(before), length: minutes(length), after: minutes(after) }
    }

    /// The range from start to end, without buffers.
    pub fn booked(self, start: Timestamp) -> Span {
        (start, start.saturating_add(self.length).unwrap_or(Timestamp::MAX))
    }

    /// The busy range: from start to end with both buffers.
    pub fn busy(self, start: Timestamp) -> Span {
        let (start, end) = self.booked(start);
        let from = start.saturating_sub(self.before).unwrap_or(Timestamp::MIN);
        (from, end.saturating_add(self.after).unwrap_or(Timestamp::MAX))
    }
}

/// Whether two half-open ranges overlap.
fn meet(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The free starts of one day in ascending order: the booking lies within the opening hours, and its busy range
/// overlaps none of `busy`. Buffers may lie outside the opening hours.
pub fn free_starts(open: Span, busy: &[Span], need: Need) -> Vec<Timestamp> {
    let fits = |start: &Timestamp| {
        need.booked(*start).1 <= open.1 && !busy.iter().any(|other| meet(need.busy(*start), *other))
    };
    let steps = std::iter::successors(Some(open.0), |start| start.checked_add(STEP).ok());
    steps.take_while(|start| *start < open.1).filter(fits).collect()
}

/// The `count` starts nearest to an instant, in ascending order. Of two equally near ones the earlier is preferred.
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
