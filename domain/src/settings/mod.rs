//! The salon's own settings.

use serde::{Deserialize, Serialize};

/// The salon, as pages need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Salon {
    /// As it calls itself.
    pub name: String,
    /// IANA time zone: what "local" means.
    pub zone: String,
    /// ISO 4217 code of its prices.
    pub currency: String,
}

#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod zone;
#[cfg(feature = "ssr")]
pub use store::{salon, salon_key};
