//! What the salon offers, and who performs it.

#[cfg(feature = "ssr")]
mod store;

use crate::{Money, staff::Master};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::{find_services, offers};
#[cfg(feature = "ssr")]
pub(crate) use store::{offer_by, offers_of};

crate::ids::id!(
    /// A service.
    ServiceId
);

/// A service as a search finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundService {
    /// Which.
    pub id: ServiceId,
    /// In the language that was asked for.
    pub name: String,
    /// Its category, likewise.
    pub category: String,
    /// How long it takes, unless a master is faster.
    pub minutes: i32,
    /// What it costs, unless a master asks another price.
    pub price: Money,
}

/// A service as one master performs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Who performs it.
    pub master: Master,
    /// How long it takes them.
    pub minutes: i32,
    /// What they ask for it.
    pub price: Money,
    /// Minutes that they need before it.
    pub before: i32,
    /// Minutes that they need after it.
    pub after: i32,
}
