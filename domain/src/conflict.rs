use crate::bookings::BookingConflict;
use serde::{Deserialize, Serialize};

// Names features, although every feature uses it: an enum can be sent as JSON, and the browser matches it exhaustively.
/// Why a valid request is not possible as the data are now: a variant for each feature that has conflicts. Answered with
/// HTTP status 409.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// The bookings do not allow it, such as a taken time.
    Booking(BookingConflict),
}

#[cfg(feature = "ssr")]
impl Conflict {
    /// The conflict that a violated constraint means; `None` for a constraint that valid requests cannot violate.
    pub(crate) fn of_constraint(name: &str) -> Option<Self> {
        BookingConflict::of_constraint(name).map(Conflict::Booking)
    }
}
