//! Services that the salon sells, and offers: how each master performs them.

#[cfg(feature = "ssr")]
mod store;

use crate::{Money, staff::Master};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::find_services;
#[cfg(feature = "ssr")]
pub(crate) use store::{offer_by, offers_of};

crate::ids::id!(
    /// Key of a service, `services.id`.
    ServiceId
);

/// A service as a search result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundService {
    /// The service that was found.
    pub id: ServiceId,
    /// Name in the requested language; English, then Russian, where there is none.
    pub name: String,
    /// Name of its category, in the same language; English where there is none.
    pub category: String,
    /// Default duration in minutes; an offer may differ.
    pub minutes: i32,
    /// Default price; an offer may differ.
    pub price: Money,
}

/// How one master performs a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The master who performs it.
    pub master: Master,
    /// Duration in minutes with this master.
    pub minutes: i32,
    /// Price when this master performs it.
    pub price: Money,
    /// Buffer before the start, in minutes, in which the master is busy.
    pub before: i32,
    /// Buffer after the end, in minutes, in which the master is busy.
    pub after: i32,
}
