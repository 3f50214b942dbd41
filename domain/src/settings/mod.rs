//! Settings of the whole salon: name, time zone, currency.

use serde::{Deserialize, Serialize};

/// The salon's settings as pages need them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Salon {
    /// The salon's name, as people see it.
    pub name: String,
    /// IANA time zone, such as `Asia/Dubai`; "local" means in this zone.
    pub zone: String,
    /// ISO 4217 code of the currency of its prices.
    pub currency: String,
}

#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod zone;
#[cfg(feature = "ssr")]
pub use store::{salon, salon_key};
#[cfg(feature = "ssr")]
pub use zone::{instant, local_time};
