//! What the salon is: its types, its rules, and the SQL of each feature.
//!
//! Types and rules compile for the browser and the server. Everything that reaches PostgreSQL stands in files named
//! `store.rs` (or under [`database`]) behind the `ssr` feature.

pub mod auth;
pub mod bookings;
pub mod clients;
#[cfg(feature = "ssr")]
pub mod database;
mod error;
pub mod events;
mod ids;
mod language;
pub mod live;
pub mod lookup;
mod mask;
pub mod mentions;
mod money;
pub mod notifications;
mod period;
mod phone;
pub mod search;
pub mod services;
pub mod settings;
pub mod staff;
pub mod text_enum;

#[cfg(feature = "ssr")]
pub use database::Db;
pub use error::{Error, Flaw, Invalid, Result};
pub use language::Language;
pub use mask::{mask_handle, mask_phone};
pub use money::Money;
pub use period::{Blocks, Period};
pub use phone::to_e164;
