use super::{Source, Status};
use crate::Money;
use jiff::civil::DateTime;

/// A booking as it leaves the system. Whoever may take out money only gets nothing of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// Start, on the salon's clock.
    pub starts: DateTime,
    /// How long it takes.
    pub minutes: i32,
    /// The client's name as it was at booking.
    pub client: Option<String>,
    /// Likewise.
    pub phone: Option<String>,
    /// Likewise.
    pub instagram: Option<String>,
    /// The service's name as it was at booking.
    pub service: String,
    /// Who performs it.
    pub master: String,
    /// How far along it is.
    pub status: Status,
    /// Where it came from.
    pub source: Source,
    /// What it costs.
    pub price: Money,
    /// Notes on it.
    pub notes: Option<String>,
}
