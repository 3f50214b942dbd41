use super::{Source, Status};
use crate::Money;
use jiff::civil::DateTime;

/// One line of an export. The client's data and the notes are `None` unless the actor may export them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// Start, local time of the salon.
    pub starts: DateTime,
    /// Elapsed minutes from start to end.
    pub minutes: i32,
    /// Client's name as it was when the booking was made.
    pub client: Option<String>,
    /// Client's phone as it was typed when the booking was made.
    pub phone: Option<String>,
    /// Client's Instagram handle as it was when the booking was made, without `@`.
    pub instagram: Option<String>,
    /// Service's name as it was when the booking was made.
    pub service: String,
    /// Name of the master who performs it.
    pub master: String,
    /// Status at the time of the export.
    pub status: Status,
    /// How the booking reached the salon.
    pub source: Source,
    /// Price of the booking, with its currency.
    pub price: Money,
    /// Notes of the booking; `None` when empty.
    pub notes: Option<String>,
}
