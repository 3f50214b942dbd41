//! Rows of the large tables.

mod bookings;
mod clients;
mod events;

pub(super) use bookings::{BOOKINGS, write_bookings};
pub(super) use clients::{CLIENTS, write_clients};
pub(super) use events::{EVENTS, count_events, write_events};

use super::client_card::ClientCard;
use super::plan::Plan;
use super::salon::Salon;
use super::store::salon::Ids;

/// Data that the rows are made from.
pub(super) struct RowSource {
    pub(super) salon: Salon,
    pub(super) plan: Plan,
    pub(super) cards: Vec<ClientCard>,
    pub(super) ids: Ids,
    pub(super) currency: String,
}

impl RowSource {
    fn person(&self, at: usize) -> i64 {
        self.ids.people.get(at).copied().unwrap_or_default()
    }
}

/// Ids of clients and bookings start at 1 because their tables were empty.
fn id(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1)
}
