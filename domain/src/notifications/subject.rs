use crate::{bookings::BookingId, text_enum};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Entity that a notification is about, as stored in `notifications.subject`.
    pub enum SubjectKind {
        /// A booking; `subject_id` is its key.
        Booking = "booking",
    }
}

/// The entity that a notification is about, with the values that are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The booking, or the first of several.
    Booking(BookingSubject),
}

/// A booking as a notification shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingSubject {
    /// The booking that was changed.
    pub id: BookingId,
    /// Client's name, as copied to the booking.
    pub client: String,
    /// Service's name, as copied to the booking.
    pub service: String,
    /// Name of the present master; of a move, the master it was moved to.
    pub master: String,
    /// Present start; of a move, the start it was moved to. Local time of the salon.
    pub starts: DateTime,
    /// Start before the move, local time of the salon; `None` unless this is a move in time.
    pub was: Option<DateTime>,
    /// Excerpt of the present notes around the mention; `None` unless this is a mention.
    pub notes: Option<String>,
}
