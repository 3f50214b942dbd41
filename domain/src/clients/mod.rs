//! Clients of the salon: search and usual bookings.

#[cfg(feature = "ssr")]
mod called;
mod contact;
#[cfg(feature = "ssr")]
mod sounds;
#[cfg(feature = "ssr")]
mod store;

use crate::{services::ServiceId, staff::UserId};
#[cfg(feature = "ssr")]
pub(crate) use called::push_called;
pub use contact::name_and_phone;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub(crate) use sounds::{SoundWord, push_sounding};
#[cfg(feature = "ssr")]
pub use store::{find_clients, read_phone, usual_booking};

crate::ids::id!(
    /// Key of a client, `clients.id`.
    ClientId
);

/// A client as a search result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundClient {
    /// The client that was found.
    pub id: ClientId,
    /// Name on the client's card.
    pub name: String,
    /// Phone as it was typed; masked without `clients:contacts`, see [`crate::mask_phone`].
    pub phone: Option<String>,
    /// Number of completed bookings.
    pub visits: i32,
    /// Start of the last completed booking; local time of the salon.
    pub last_visit: Option<DateTime>,
}

/// The usual booking of a client: service and master of their last booking, suggested for the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsualBooking {
    /// Service of the last booking.
    pub service: ServiceId,
    /// Master of the last booking.
    pub master: UserId,
}
