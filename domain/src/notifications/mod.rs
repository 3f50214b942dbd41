//! Who is told what: decided here, from events.

mod kinds;
mod rules;
#[cfg(feature = "ssr")]
mod store;

use crate::{bookings::BookingId, events::Seq};
use jiff::civil::DateTime;
pub use kinds::Kind;
pub use rules::{Choice, Whose};
#[cfg(feature = "ssr")]
pub use rules::{Occurrence, Recipient};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::*;

/// Notifications are kept for so many days.
pub const KEPT_DAYS: i64 = 90;

/// A piece of an inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// Latest first.
    pub notifications: Vec<Notification>,
    /// Whether there are older ones.
    pub more: bool,
}

/// Which of an inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// What was not read yet.
    Unread,
    /// All of it.
    #[default]
    All,
}

/// Which notifications were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// These.
    These(Vec<Seq>),
    /// All up to this one.
    UpTo(Seq),
}

/// What somebody is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Its place in the feed.
    pub seq: Seq,
    /// What happened.
    pub what: Kind,
    /// To how many bookings, by one act.
    pub count: u32,
    /// When, on the salon's clock.
    pub at: DateTime,
    /// Who did it; `None`: the client or the system.
    pub actor: Option<String>,
    /// To which booking, or to the first of them.
    pub booking: BookingId,
    /// Whose it is.
    pub client: String,
    /// What for.
    pub service: String,
    /// Who performs it now.
    pub master: String,
    /// When it begins now, on the salon's clock.
    pub starts: DateTime,
    /// When it began before it was moved.
    pub was: Option<DateTime>,
    /// The words of its notes around a call, where it is told that they call for somebody.
    pub notes: Option<String>,
    /// Whether it is read.
    pub read: bool,
    /// Whether it asks for a sound, by the person's choices.
    pub sound: bool,
}
