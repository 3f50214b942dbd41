//! The salon's clients.

#[cfg(feature = "ssr")]
mod called;
#[cfg(feature = "ssr")]
mod store;

use crate::{services::ServiceId, staff::UserId};
#[cfg(feature = "ssr")]
pub(crate) use called::push_called;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::{find_clients, habit};

crate::ids::id!(
    /// A client.
    ClientId
);

/// A client as a search finds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundClient {
    /// Which.
    pub id: ClientId,
    /// As the card says.
    pub name: String,
    /// As typed; its last digits only for whoever may not see contacts.
    pub phone: Option<String>,
    /// How often they came.
    pub visits: i32,
    /// When they came last, on the salon's clock.
    pub last_visit: Option<DateTime>,
}

/// What a client was here for last: what is suggested to them next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habit {
    /// What was performed.
    pub service: ServiceId,
    /// By whom.
    pub master: UserId,
}
