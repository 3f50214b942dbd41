//! Bookings: one service, by one master, for one client, at one time.

mod conflict;
mod cursor;
mod export;
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

pub use conflict::{Changed, Conflict};
pub use cursor::Cursor;
pub use export::ExportRow;
pub use figures::{Count, Figures, change_percent};
pub use free::{DayAsked, MasterDay, Need, Slot, Span, free_starts, nearest};
#[cfg(feature = "ssr")]
pub use history::{BookingFacts, CancelledBy};
pub use history::{BookingVerb, Edit, HistoryEntry, HistoryKind};
#[cfg(feature = "ssr")]
pub(crate) use history::{MASTER_BEFORE, reach};
pub use life::{Ending, Life, REOPENED_WITHIN, Refusal, Verb};
pub use query::{BookingQuery, Sort};
pub use status::{Source, Status};
#[cfg(feature = "ssr")]
pub use store::*;
pub use today::{Gap, Revenue, Today, Working};
pub use trash::{TrashPage, Trashed};
pub use write::{Cancellation, Done, Fields, Guest, ManyDone, ManyVerb, NewService, NewVisit, Refused, Selection};

pub use crate::events::ChangeId;
use crate::{Money, clients::ClientId, services::ServiceId, staff::Master};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use std::ops::Range;

crate::ids::id!(
    /// A booking.
    BookingId
);

/// A booking as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingRow {
    /// The booking.
    pub id: BookingId,
    /// Start, on the salon's clock.
    pub starts: DateTime,
    /// End, on the salon's clock.
    pub ends: DateTime,
    /// Absolute length; differs from `ends − starts` in nights when clocks change.
    pub minutes: i32,
    /// The client's name as it was at booking.
    pub client: String,
    /// The client's phone as it was at booking; masked for those who may not see contacts.
    pub phone: Option<String>,
    /// The client's handle as it was at booking; masked likewise.
    pub instagram: Option<String>,
    /// The service's name as it was at booking.
    pub service: String,
    /// Who performs it.
    pub master: Master,
    /// What it costs.
    pub price: Money,
    /// How far along it is.
    pub status: Status,
}

/// A piece of the list, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingPage {
    /// The bookings.
    pub rows: Vec<BookingRow>,
    /// Where the list goes on; `None` at its end.
    pub next: Option<Cursor>,
}

/// One booking with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingSheet {
    /// What the list shows of it.
    pub row: BookingRow,
    /// What a change of it must name.
    pub version: i32,
    /// What is performed.
    pub service: ServiceId,
    /// Whose it is.
    pub client: ClientId,
    /// Where it came from.
    pub source: Source,
    /// Notes on the booking.
    pub notes: Option<String>,
    /// Where in the notes somebody is called by name, in bytes.
    pub calls: Vec<Range<u32>>,
    /// What the client's card says, for those who may see it.
    pub card: Option<ClientCard>,
    /// What happened to the booking, latest first.
    pub history: Vec<HistoryEntry>,
}

/// What one should know of a client before they come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientCard {
    /// What must not touch them.
    pub allergies: Option<String>,
    /// Completed bookings so far.
    pub visits: i32,
    /// The last completed booking, on the salon's clock.
    pub last_visit: Option<DateTime>,
    /// Times they did not come.
    pub no_shows: i32,
}
