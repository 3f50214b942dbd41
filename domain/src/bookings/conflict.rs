use super::{Fields, Refusal, Slot};
use serde::{Deserialize, Serialize};

/// Why a valid request is not possible as the bookings are now. Answered with HTTP status 409.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
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
