//! Notifications: derived from events, one row per recipient.

mod kinds;
mod rules;
#[cfg(feature = "ssr")]
mod store;
mod subject;

use crate::events::Seq;
use jiff::civil::DateTime;
pub use kinds::Kind;
pub use rules::{Audience, Choice};
#[cfg(feature = "ssr")]
pub use rules::{Occurrence, Recipient};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
pub use store::*;
pub use subject::{BookingSubject, Subject, SubjectKind};

/// Days after which notifications are deleted.
pub const KEPT_DAYS: i64 = 90;

/// One keyset page of an inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// Notifications, latest first, at most 50.
    pub notifications: Vec<Notification>,
    /// Whether there are older notifications.
    pub more: bool,
}

/// Which notifications the inbox shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InboxFilter {
    /// Unread notifications only.
    Unread,
    /// Read and unread notifications.
    #[default]
    All,
}

/// The notifications to mark as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadSelection {
    /// Those with these sequence numbers.
    These(Vec<Seq>),
    /// All with this or a smaller sequence number.
    UpTo(Seq),
}

/// A notification as its recipient sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Sequence number in the feed; unique per recipient.
    pub seq: Seq,
    /// Kind of the notification, from the verb of its event.
    pub what: Kind,
    /// Number of bookings that one change affected in the same way, from 1; `subject` is the first.
    pub count: u32,
    /// When people were notified; local time of the salon.
    pub at: DateTime,
    /// Name of the actor; `None`: a client, or the system.
    pub actor: Option<String>,
    /// The entity that the notification is about.
    pub subject: Subject,
    /// Whether the recipient has read it, on any device.
    pub read: bool,
    /// Whether the page plays a sound, by the recipient's choice.
    pub sound: bool,
}
