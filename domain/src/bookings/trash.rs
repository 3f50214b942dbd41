use super::BookingRow;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A booking in the trash, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trashed {
    /// The booking as the list shows it.
    pub row: BookingRow,
    /// When it was moved to the trash, local time of the salon.
    pub at: DateTime,
    /// Name of who moved it there; `None` when unknown.
    pub by: Option<String>,
}

/// The start of the trash, and its size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrashPage {
    /// Bookings in the trash, the latest moved first, at most 50.
    pub rows: Vec<Trashed>,
    /// Number of all bookings in the trash.
    pub count: i64,
}
