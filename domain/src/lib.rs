//! The domain of the salon: types, rules, and the SQL of each feature.
//!
//! Types and rules compile for browser and server. Code that needs PostgreSQL is in modules named `store` or in
//! [`database`], behind the feature `ssr`.

pub mod auth;
pub mod bookings;
pub mod clients;
mod conflict;
#[cfg(feature = "ssr")]
pub mod database;
mod error;
pub mod events;
mod ids;
mod language;
pub mod live;
mod local_time;
pub mod lookup;
mod mask;
#[cfg(feature = "ssr")]
mod masked_text;
pub mod mentions;
mod money;
pub mod notifications;
mod period;
#[cfg(feature = "ssr")]
mod phone;
pub mod search;
pub mod services;
pub mod settings;
pub mod staff;
pub mod text_enum;
#[cfg(feature = "ssr")]
mod typed;

pub use conflict::Conflict;
#[cfg(feature = "ssr")]
pub use database::Db;
pub use error::{Error, FieldError, Invalid, Result};
pub use language::Language;
pub use local_time::{LocalTime, NoLocalTime};
pub(crate) use local_time::{deserialize_day, read_day};
pub use mask::{mask_handle, mask_phone};
#[cfg(feature = "ssr")]
pub(crate) use masked_text::{mask_phones_in, restore_phones};
pub use money::Money;
pub use period::{Blocks, Period};
#[cfg(feature = "ssr")]
pub use phone::to_e164;
