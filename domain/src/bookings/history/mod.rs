//! History of a booking: its events as people read them.

#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
mod store;
mod verbs;

use crate::{LocalTime, Money};
#[cfg(feature = "ssr")]
pub use facts::{BookingFacts, CancelledBy};
#[cfg(feature = "ssr")]
pub(crate) use facts::{MASTER_BEFORE, STATUS_CHANGED};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub(crate) use store::{Reach, history, reach};
pub use verbs::BookingVerb;

/// One entry of a booking's history, made from one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When the change was made, local time of the salon.
    pub at: DateTime,
    /// Name of the person who made it; `None`: a client, or the system.
    pub actor: Option<String>,
    /// Kind of the change, with its details.
    pub what: HistoryKind,
}

/// One changed field: its value before and after the change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Start, local time of the salon.
    Time(LocalTime, LocalTime),
    /// Elapsed minutes from start to end.
    Length(i64, i64),
    /// Names of the masters at the time of the change.
    Master(String, String),
    /// Names of the services, as copied to the booking.
    Service(String, String),
    /// Prices with their currencies.
    Price(Money, Money),
    /// Notes were changed; their text is not part of the history.
    Notes,
}

/// What a change did to the booking, from its event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HistoryKind {
    /// The booking was made; always the oldest entry.
    Booked,
    /// The status became confirmed.
    Confirmed,
    /// The status became arrived.
    CheckedIn,
    /// The status became completed.
    Completed,
    /// The status became cancelled.
    Cancelled {
        /// The reason as it was typed; `None` when none was stored.
        reason: Option<String>,
        /// Whether the client wanted it, otherwise the salon; `None` when it was not stored.
        by_client: Option<bool>,
    },
    /// The status became no-show.
    NoShow,
    /// The booking was reopened after its end.
    Reopened {
        /// Other fields that changed, when its time had been taken meanwhile.
        edits: Vec<Edit>,
    },
    /// Fields were changed, and the status was not.
    Edited {
        /// The changed fields, at least one.
        edits: Vec<Edit>,
    },
    /// The booking was moved to the trash.
    Trashed,
    /// The booking was restored from the trash.
    Restored {
        /// Other fields that changed, when its time had been taken meanwhile.
        edits: Vec<Edit>,
    },
    /// The change before was undone.
    Undone {
        /// Restored fields, except the status.
        edits: Vec<Edit>,
    },
    /// An event that this version of the program cannot describe.
    Changed {
        /// The event's verb as stored in `events.verb`.
        verb: String,
    },
}
