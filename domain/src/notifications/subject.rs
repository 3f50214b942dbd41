use crate::{bookings::BookingId, text_enum};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What notifications can be about, as stored.
    pub enum SubjectKind {
        /// A booking.
        Booking = "booking",
    }
}

/// What a notification is about, with what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A booking, or the first of several.
    Booking(BookingSubject),
}

/// A booking that a notification is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingSubject {
    /// The booking.
    pub id: BookingId,
    /// The client's name on it.
    pub client: String,
    /// The service's name on it.
    pub service: String,
    /// Who performs it now; where it was moved: whom it was given to.
    pub master: String,
    /// When it begins now, on the salon's clock; where it was moved: when it was to begin by that.
    pub starts: DateTime,
    /// When it began before it was moved.
    pub was: Option<DateTime>,
    /// The words of its notes around a mention, where it is notified that they mention somebody.
    pub notes: Option<String>,
}
