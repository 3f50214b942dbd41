//! What happened: one event for each change, written in the change's transaction.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
pub(crate) use store::{Change, of_booking};

/// One change, as a history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, on the salon's clock.
    pub at: DateTime,
    /// Who did it; `None`: the client or the system.
    pub actor: Option<String>,
    /// What was done.
    pub what: Happening,
}

/// What can happen to a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
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
    },
    /// The client did not come.
    NoShow,
    /// A mistake was undone.
    Reopened,
    /// Moved to another time; both on the salon's clock.
    Rescheduled {
        /// Start before.
        from: DateTime,
        /// Start after.
        to: DateTime,
    },
    /// Anything that this version has no words for.
    Changed {
        /// The event's verb.
        verb: String,
    },
}
