//! Bookings: one service, by one master, for one client, at one time.

mod bulk;
mod conflict;
mod cursor;
mod export;
pub mod field;
mod figures;
mod free;
mod history;
mod life;
mod query;
mod status;
mod today;
mod trash;
mod write;

#[cfg(feature = "ssr")]
mod store;

pub use bulk::{BulkAction, BulkResult, Counted, Refused, Selection};
pub use conflict::{BookingConflict, Changed};
pub use cursor::Cursor;
pub use export::ExportRow;
pub use figures::{Count, Figures, change_percent};
pub use free::{DayAsked, MasterDay, Need, NewTime, Slot, Span, free_starts, nearest};
#[cfg(feature = "ssr")]
pub use history::{BookingFacts, CancelledBy};
pub use history::{BookingVerb, Edit, HistoryEntry, HistoryKind};
#[cfg(feature = "ssr")]
pub(crate) use history::{MASTER_BEFORE, Reach, reach};
pub use life::{Ending, Life, REOPENED_WITHIN, Refusal, Verb};
pub use query::{BookingQuery, Sort};
pub use status::{Source, Status};
#[cfg(feature = "ssr")]
pub use store::*;
pub use today::{Gap, Revenue, Today, Working};
pub use trash::{TrashPage, Trashed};
pub use write::{Cancellation, Done, Fields, Guest, NewFields, NewService, NewVisit};

pub use crate::events::ChangeId;
use crate::{LocalTime, Money, clients::ClientId, services::ServiceId, staff::Master};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::ops::Range;

crate::ids::id!(
    /// Key of a booking, `bookings.id`.
    BookingId
);

/// A booking as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingRow {
    /// Key of the booking, `bookings.id`.
    pub id: BookingId,
    /// Start, local time of the salon.
    pub starts: LocalTime,
    /// End, local time of the salon.
    pub ends: DateTime,
    /// Elapsed minutes from start to end; differs from `ends − starts` when the clocks change in between.
    pub minutes: i32,
    /// Client's name as it was when the booking was made.
    pub client: String,
    /// Client's phone as it was when the booking was made; masked without `clients:contacts`.
    pub phone: Option<String>,
    /// Client's Instagram handle as it was when the booking was made; masked without `clients:contacts`.
    pub instagram: Option<String>,
    /// Service's name as it was when the booking was made.
    pub service: String,
    /// The master who performs it.
    pub master: Master,
    /// Price of the booking, with its currency.
    pub price: Money,
    /// Present status of the booking.
    pub status: Status,
}

/// A keyset page of the list of bookings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingPage {
    /// Bookings in the list's order, at most 20.
    pub rows: Vec<BookingRow>,
    /// Cursor of the next page; `None` on the last page.
    pub next: Option<Cursor>,
    /// Whether the bookings only resemble what is searched for: their clients' names sound like it. They come after all
    /// that match.
    pub similar: bool,
}

/// A booking with all its details, as the sheet shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingSheet {
    /// The values that the list shows, too.
    pub row: BookingRow,
    /// Version that an edit must name.
    pub version: i32,
    /// Key of the service that is performed.
    pub service: ServiceId,
    /// Key of the client it was made for.
    pub client: ClientId,
    /// How the booking reached the salon.
    pub source: Source,
    /// Notes of the booking; `None` when empty.
    pub notes: Option<String>,
    /// Mentions in the notes: ranges of byte offsets, including the `@`.
    pub calls: Vec<Range<u32>>,
    /// Client's card; `None` when the actor may not see clients.
    pub card: Option<ClientCard>,
    /// History of the booking, latest first.
    pub history: Vec<HistoryEntry>,
}

/// Facts about a client that matter for a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientCard {
    /// Allergies, as typed; `None` when none are known.
    pub allergies: Option<String>,
    /// Number of completed bookings.
    pub visits: i32,
    /// Start of the last completed booking, local time of the salon; `None` without any.
    pub last_visit: Option<DateTime>,
    /// Number of bookings with the status no-show.
    pub no_shows: i32,
}
