//! The large tables, row by row.

mod bookings;
mod clients;
mod events;

pub(super) use bookings::{BOOKINGS, write_bookings};
pub(super) use clients::{CLIENTS, write_clients};
pub(super) use events::{EVENTS, count_events, write_events};

use super::card::Card;
use super::plan::Plan;
use super::salon::Salon;
use super::store::salon::Ids;

/// All that rows are made from.
pub(super) struct Source {
    pub(super) salon: Salon,
    pub(super) plan: Plan,
    pub(super) cards: Vec<Card>,
    pub(super) ids: Ids,
    pub(super) currency: String,
}

impl Source {
    fn person(&self, at: usize) -> i64 {
        self.ids.people.get(at).copied().unwrap_or_default()
    }
}

/// Clients and bookings are numbered from 1: their tables were empty.
fn id(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1)
}
