//! The search of the command palette: bookings and clients by a few letters.

#[cfg(feature = "ssr")]
mod store;

use crate::{bookings::BookingRow, clients::FoundClient};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::look_up;

/// What the search found, limited to what the actor may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Bookings, latest start first, at most five.
    pub bookings: Vec<BookingRow>,
    /// Clients, best match first, at most six.
    pub clients: Vec<FoundClient>,
}
