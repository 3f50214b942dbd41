use super::{edited::EditedBooking, merge::EditBase};
use crate::core::browser;
use domain::{bookings::BookingId, staff::UserId};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// An edit that was not saved, stored on the device: it survives a reload, a closed sheet and an expired session. The
/// latest of a person is kept.
#[derive(Clone, Serialize, Deserialize)]
pub struct EditDraft {
    pub id: BookingId,
    pub base: EditBase,
    pub form: EditedBooking,
    /// When it was changed last, local time of the salon.
    pub at: DateTime,
}

impl EditDraft {
    /// The draft of this booking, if the person's latest is of it.
    pub fn load(person: UserId, id: BookingId) -> Option<Self> {
        let draft: EditDraft = serde_json::from_str(&browser::stored(&key(person))?).ok()?;
        (draft.id == id).then_some(draft)
    }

    pub fn save(&self, person: UserId) {
        // Serialization of these types does not fail.
        if let Ok(text) = serde_json::to_string(self) {
            browser::store(&key(person), &text);
        }
    }

    /// Removes the draft of this booking.
    pub fn remove(person: UserId, id: BookingId) {
        if EditDraft::load(person, id).is_some() {
            browser::remove_stored(&key(person));
        }
    }
}

fn key(person: UserId) -> String {
    format!("edit-booking-{person}")
}
