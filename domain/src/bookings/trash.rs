use super::BookingRow;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A booking in the trash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trashed {
    /// As the list showed it.
    pub row: BookingRow,
    /// When it was put there, on the salon's clock.
    pub at: DateTime,
    /// By whom; `None`: nobody knows.
    pub by: Option<String>,
}

/// The trash, what was put there last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrashPage {
    /// A piece of it.
    pub rows: Vec<Trashed>,
    /// How much lies in it.
    pub count: i64,
}
