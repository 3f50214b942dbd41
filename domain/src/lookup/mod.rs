//! Finding anything by a few letters, from any page.

#[cfg(feature = "ssr")]
mod store;

use crate::{bookings::BookingRow, clients::FoundClient};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::look_up;

/// What the salon has by some words, as far as a person may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The latest bookings.
    pub bookings: Vec<BookingRow>,
    /// Clients.
    pub clients: Vec<FoundClient>,
}
