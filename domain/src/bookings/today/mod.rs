//! A day at a glance.

#[cfg(feature = "ssr")]
mod rules;

use super::BookingRow;
use crate::{Money, staff::Master};
use jiff::civil::DateTime;
#[cfg(feature = "ssr")]
pub(super) use rules::{Line, gaps, revenue, working};
use serde::{Deserialize, Serialize};

/// What whoever comes in wants to know first, of all bookings that they may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Who comes next, or is here: the rest of the day's first bookings.
    pub next: Vec<BookingRow>,
    /// The first bookings, from today on, that nobody has confirmed.
    pub unconfirmed: Vec<BookingRow>,
    /// How many there are.
    pub unconfirmed_count: i64,
    /// Who works, in the salon's order.
    pub working: Vec<Working>,
    /// Time between two bookings that could be sold, the soonest first.
    pub gaps: Vec<Gap>,
    /// For those whose business it is.
    pub revenue: Option<Revenue>,
}

/// A master's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Working {
    /// Who.
    pub master: Master,
    /// Start of their first booking, on the salon's clock.
    pub from: DateTime,
    /// End of their last booking, on the salon's clock.
    pub to: DateTime,
    /// Their bookings of the day.
    pub bookings: u32,
    /// How many of them are completed.
    pub completed: u32,
}

/// Time that a master has between two bookings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Who.
    pub master: Master,
    /// From when, on the salon's clock.
    pub from: DateTime,
    /// Until when, on the salon's clock.
    pub to: DateTime,
    /// How long.
    pub minutes: i32,
}

/// The day's money, by currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revenue {
    /// Of completed bookings.
    pub earned: Vec<Money>,
    /// Of those that are still to come.
    pub expected: Vec<Money>,
}
