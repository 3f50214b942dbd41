use super::{Fields, Refusal, Slot};
use crate::{Conflict, Error};
use serde::{Deserialize, Serialize};

/// Why a valid request is not possible as the bookings are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingConflict {
    /// The master has another booking at that time.
    Taken {
        /// Nearest free times of the same master and of others who perform the service; empty where none are offered
        /// (bulk changes, undo).
        alternatives: Vec<Slot>,
    },
    /// Somebody else changed the booking after the version that the edit was based on.
    Changed(Box<Changed>),
    /// The status, or the trash, does not allow the step.
    Refused(Refusal),
    /// A request with the same idempotency key is being handled at this moment.
    InFlight,
}

impl From<BookingConflict> for Error {
    fn from(conflict: BookingConflict) -> Self {
        Error::Conflict(Conflict::Booking(conflict))
    }
}

#[cfg(feature = "ssr")]
impl BookingConflict {
    /// The conflict that a violated constraint means: a concurrent request was first.
    pub(crate) fn of_constraint(name: &str) -> Option<Self> {
        match name {
            "bookings_no_overlap" => Some(BookingConflict::Taken { alternatives: Vec::new() }),
            "request_keys_pkey" => Some(BookingConflict::InFlight),
            _ => None,
        }
    }
}

/// Present values of a booking that somebody else changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Who made the last change; `None`: a client, or the system.
    pub by: Option<String>,
    /// Present version; an edit based on it is accepted.
    pub version: i32,
    /// Present values of the editable fields.
    pub fields: Fields,
}
