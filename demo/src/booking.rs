//! A planned booking, compact because a million of them are kept in memory.

use super::clock::{MINUTE, Seconds};
use domain::bookings::{Source, Status};

/// Position of a booking within a visit of two services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visit {
    Single,
    First,
    /// The first one is the preceding booking of the plan.
    Second,
}

/// `master` and `service` are indexes into the lists of the salon, `client` into that of the plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Booking {
    pub(super) start: Seconds,
    pub(super) created: Seconds,
    pub(super) minutes: i64,
    pub(super) price: i64,
    pub(super) master: usize,
    pub(super) service: usize,
    pub(super) client: usize,
    pub(super) status: Status,
    pub(super) source: Source,
    pub(super) visit: Visit,
}

impl Booking {
    pub(super) fn end(&self) -> Seconds {
        self.start + self.minutes * MINUTE
    }
}
