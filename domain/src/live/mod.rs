//! The live socket: its messages, and the reconnect policy (protocols.md, "The live socket").

#[cfg(feature = "ssr")]
mod changes;
mod message;
pub mod reconnect;

#[cfg(feature = "ssr")]
pub use changes::{Changed, Step, since};
pub use message::{Days, FromPage, LONGEST_MESSAGE, Presence, ToPage};
use std::time::Duration;

/// Interval of pings and heartbeats.
pub const HEARTBEAT: Duration = Duration::from_secs(25);
/// Time without any message after which either end closes the socket.
pub const SILENCE: Duration = Duration::from_secs(60);
