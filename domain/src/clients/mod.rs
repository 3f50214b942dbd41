//! The salon's clients.

#[cfg(feature = "ssr")]
mod store;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::find_clients;

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
