//! The live socket: what is said on it, and when it is opened again.

#[cfg(feature = "ssr")]
mod changes;
mod message;
pub mod reconnect;

#[cfg(feature = "ssr")]
pub use changes::{Changed, Step, since};
pub use message::{Days, FromPage, LONGEST_MESSAGE, Presence, ToPage};
use std::time::Duration;

/// How often each end hears of the other, at least.
pub const HEARTBEAT: Duration = Duration::from_secs(25);
/// Nothing was heard for so long: nobody is there.
pub const SILENCE: Duration = Duration::from_secs(60);
