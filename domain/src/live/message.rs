use crate::{bookings::BookingId, events::Seq, notifications::Notification, staff::UserId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Upper limit of a message in bytes, in either direction.
pub const LONGEST_MESSAGE: usize = 64 * 1024;

/// Messages from the server to a page (protocols.md, "The live socket").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToPage {
    /// First message: the connection is established.
    Welcome {
        /// The signed-in staff member whose socket this is.
        user: UserId,
        /// Latest sequence number of the feed when the socket was opened.
        seq: Seq,
        /// Number of unread notifications, at most 100.
        unread: u32,
        /// The server's clock, in milliseconds since 1970-01-01 UTC.
        server_time: i64,
    },
    /// A new notification of the person.
    Notification(Notification),
    /// The unread count has changed, perhaps on another device.
    Unread {
        /// Number of unread notifications, at most 100.
        count: u32,
    },
    /// An entity that the person may see was changed.
    Changed {
        /// Sequence number of the change in the feed.
        seq: Seq,
        /// Kind of the entity, such as `booking`.
        entity: String,
        /// Key of the entity, such as `bookings.id`.
        id: i64,
        /// Version after the change; `None` for entities without versions.
        version: Option<i32>,
        /// Local days on which the entity is or was; `None` when unknown.
        range: Option<Days>,
    },
    /// Presence of everybody who is present.
    People {
        /// People who are present, each once.
        people: Vec<(UserId, Presence)>,
    },
    /// The presence of one person has changed.
    Presence {
        /// The person whose presence it is.
        user: UserId,
        /// New presence; `None`: not present any more.
        state: Option<Presence>,
    },
    /// Heartbeat every 25 s; browsers hide WebSocket pings from pages.
    Beat {
        /// Everything up to this number was sent; `None` while messages are waiting to be sent.
        seq: Option<Seq>,
    },
    /// Other people who have the same booking open.
    Viewers {
        /// The booking that this page has open.
        booking: BookingId,
        /// Display names of the other people.
        names: Vec<String>,
    },
    /// The page missed messages and must fetch everything again.
    Resync {
        /// What the page fetches then includes everything up to this number.
        seq: Seq,
    },
    /// The server is about to close the socket.
    Bye {
        /// Close code (protocols.md, "The live socket").
        code: u16,
        /// Milliseconds after which to reconnect.
        come_back_in_ms: u64,
    },
    /// A message of a newer server; ignored.
    #[serde(other)]
    Unknown,
}

/// Messages from a page to the server (protocols.md, "The live socket").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FromPage {
    /// First message of the page: subscribes it to changes.
    Hello {
        /// Last sequence number that the page knows; `None` on a new page.
        last_seq: Option<Seq>,
    },
    /// The person has read notifications on this page.
    Read {
        /// All notifications up to this number were read.
        up_to: Seq,
    },
    /// What the page shows from now on; replaces what it named before.
    Watch {
        /// Local days whose bookings it shows; `None`: all days.
        range: Option<Days>,
        /// The booking that is open; `None`: none.
        booking: Option<BookingId>,
    },
    /// Presence of the person on this page.
    Here {
        /// `Online` or `Away`; the server sets the others itself.
        state: Presence,
    },
    /// A message of a newer page; ignored.
    #[serde(other)]
    Unknown,
}

/// Presence: whether and how a person can be reached. Of several devices the smallest value in this order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// In a phone call; set by the server.
    InCall,
    /// Do not disturb, set by the person.
    Busy,
    /// A page is in the foreground on some device.
    Online,
    /// Signed in, with every page in the background.
    Away,
}

/// A range of local days of the salon, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// First day; `None` is unbounded.
    pub from: Option<Date>,
    /// Last day, inclusive; `None` is unbounded.
    pub to: Option<Date>,
}

impl Days {
    /// The smallest range that contains all these days; `None` without any.
    pub fn of(days: impl IntoIterator<Item = Date>) -> Option<Self> {
        let days: Vec<Date> = days.into_iter().collect();
        Some(Days { from: Some(*days.iter().min()?), to: Some(*days.iter().max()?) })
    }

    /// Whether the two ranges have a day in common.
    pub fn meet(&self, other: &Days) -> bool {
        let begins_before = |a: Option<Date>, b: Option<Date>| a.zip(b).is_none_or(|(a, b)| a <= b);
        begins_before(self.from, other.to) && begins_before(other.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_a_newer_one_says_is_ignored() {
        let told: ToPage = serde_json::from_str(r#"{"kind":"weather","sun":true}"#).unwrap();
        assert_eq!(told, ToPage::Unknown);
        let told: FromPage = serde_json::from_str(r#"{"kind":"wave"}"#).unwrap();
        assert_eq!(told, FromPage::Unknown);
        assert!(serde_json::from_str::<FromPage>(r#"{"kind":"read"}"#).is_err(), "but not what is wrong");
    }

    #[test]
    fn messages_are_written_as_the_protocol_says() {
        let written = |message: ToPage| serde_json::to_value(message).unwrap();
        assert_eq!(
            written(ToPage::Welcome { user: UserId(7), seq: Seq(917), unread: 3, server_time: 0 }),
            serde_json::json!({"kind": "welcome", "user": 7, "seq": 917, "unread": 3, "server_time": 0})
        );
        assert_eq!(
            written(ToPage::Bye { code: 1012, come_back_in_ms: 40 }),
            serde_json::json!({"kind": "bye", "code": 1012, "come_back_in_ms": 40})
        );
        let hello: FromPage = serde_json::from_str(r#"{"kind":"hello","last_seq":916}"#).unwrap();
        assert_eq!(hello, FromPage::Hello { last_seq: Some(Seq(916)) });
    }

    #[test]
    fn days_meet_where_they_have_one_in_common() {
        let days = |from: Option<i8>, to: Option<i8>| Days {
            from: from.map(|day| date(2026, 11, day)),
            to: to.map(|day| date(2026, 11, day)),
        };
        assert!(days(Some(1), Some(5)).meet(&days(Some(5), Some(9))));
        assert!(!days(Some(1), Some(4)).meet(&days(Some(5), Some(9))));
        assert!(days(None, Some(4)).meet(&days(Some(1), None)));
        assert!(!days(None, Some(4)).meet(&days(Some(5), None)));
        assert!(days(None, None).meet(&days(Some(5), Some(5))));
    }
}
