//! Who is told what: decided here, from events.

mod kinds;
mod rules;
#[cfg(feature = "ssr")]
mod store;
mod subject;

use crate::events::Seq;
use jiff::civil::DateTime;
pub use kinds::Kind;
pub use rules::{Choice, Whose};
#[cfg(feature = "ssr")]
pub use rules::{Occurrence, Recipient};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::*;
pub use subject::{BookingSubject, Subject, SubjectKind};

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
    /// To how many subjects, by one act.
    pub count: u32,
    /// When, on the salon's clock.
    pub at: DateTime,
    /// Who did it; `None`: the client or the system.
    pub actor: Option<String>,
    /// What it is about.
    pub subject: Subject,
    /// Whether it is read.
    pub read: bool,
    /// Whether it asks for a sound, by the person's choices.
    pub sound: bool,
}
