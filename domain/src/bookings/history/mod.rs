//! What happened to a booking.

#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
mod store;
mod verbs;

use crate::Money;
#[cfg(feature = "ssr")]
pub use facts::{BookingFacts, CancelledBy};
#[cfg(feature = "ssr")]
pub(crate) use facts::{MASTER_BEFORE, STATUS_CHANGED};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub(crate) use store::{history, reach};
pub use verbs::BookingVerb;

/// One change, as a history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When, on the salon's clock.
    pub at: DateTime,
    /// Who did it; `None`: the client or the system.
    pub actor: Option<String>,
    /// What was done.
    pub what: HistoryKind,
}

/// What of a booking was changed, from what to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Its start, on the salon's clock.
    Time(DateTime, DateTime),
    /// How long it takes, in minutes.
    Length(i64, i64),
    /// Who performs it.
    Master(String, String),
    /// What is performed.
    Service(String, String),
    /// What it costs.
    Price(Money, Money),
    /// Its notes.
    Notes,
}

/// What can happen to a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HistoryKind {
    /// It was made.
    Booked,
    /// The client said yes.
    Confirmed,
    /// The client came.
    CheckedIn,
    /// The service was performed.
    Completed,
    /// It will not take place.
    Cancelled {
        /// In the words of whoever cancelled.
        reason: Option<String>,
        /// Whether the client wanted it; otherwise the salon. `None`: nobody wrote it down.
        by_client: Option<bool>,
    },
    /// The client did not come.
    NoShow,
    /// A mistake was undone.
    Reopened {
        /// What else changed: its time may have been taken meanwhile.
        edits: Vec<Edit>,
    },
    /// It says something else now.
    Edited {
        /// Each field that changed.
        edits: Vec<Edit>,
    },
    /// Put into the trash.
    Trashed,
    /// Taken out of the trash.
    Restored {
        /// What else changed, as of one that was reopened.
        edits: Vec<Edit>,
    },
    /// The change before was taken back.
    Undone {
        /// What is again as it was, beside how far along it is.
        edits: Vec<Edit>,
    },
    /// What this version has no words for.
    Changed {
        /// The event's verb, as stored.
        verb: String,
    },
}
