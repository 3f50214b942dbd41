//! The page Today: the salon's present day.

use super::BookingRow;
use crate::{Money, staff::Master};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// What the page Today shows, limited to bookings that the actor may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// The day's open bookings that have not ended yet, earliest first, at most six.
    pub next: Vec<BookingRow>,
    /// Pending bookings from today on, earliest first, at most six.
    pub unconfirmed: Vec<BookingRow>,
    /// Number of all pending bookings from today on.
    pub unconfirmed_count: i64,
    /// Masters with bookings today, in the salon's order.
    pub working: Vec<Working>,
    /// Gaps that are still to come, earliest first, at most six.
    pub gaps: Vec<Gap>,
    /// Revenue of the day; `None` when the actor may not see it.
    pub revenue: Option<Revenue>,
}

/// A master's day in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Working {
    /// The master with bookings today.
    pub master: Master,
    /// Start of the first booking, local time of the salon.
    pub from: DateTime,
    /// End of the last booking, local time of the salon.
    pub to: DateTime,
    /// Number of bookings that are neither cancelled nor no-show.
    pub bookings: u32,
    /// How many of them are completed.
    pub completed: u32,
}

/// Free time between two bookings of a master, at least 30 minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The master who is free in between.
    pub master: Master,
    /// Start of the gap, or now if it has begun; local time of the salon.
    pub from: DateTime,
    /// End of the gap, local time of the salon.
    pub to: DateTime,
    /// Length of the gap in minutes.
    pub minutes: i32,
}

/// Revenue of a day, one amount per currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revenue {
    /// Sum of the prices of completed bookings.
    pub earned: Vec<Money>,
    /// Sum of the prices of open bookings.
    pub expected: Vec<Money>,
}
