//! A planned booking, small enough for a million of them in memory.

use super::clock::{MINUTE, Seconds};
use domain::bookings::{Source, Status};

/// Where a booking stands within a visit of two services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visit {
    Single,
    First,
    /// Its first one is the booking planned just before it.
    Second,
}

/// A planned booking. Master, service and guest are places in the lists of the salon and of the plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Booking {
    pub(super) start: Seconds,
    pub(super) created: Seconds,
    pub(super) minutes: i64,
    pub(super) price: i64,
    pub(super) master: usize,
    pub(super) service: usize,
    pub(super) guest: usize,
    pub(super) status: Status,
    pub(super) source: Source,
    pub(super) visit: Visit,
}

impl Booking {
    pub(super) fn end(&self) -> Seconds {
        self.start + self.minutes * MINUTE
    }
}
