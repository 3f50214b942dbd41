use crate::{bookings::BookingId, events::Seq, notifications::Notification, staff::UserId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Bytes of a message at most, in either direction.
pub const LONGEST_MESSAGE: usize = 64 * 1024;

/// What the server says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToPage {
    /// First: the link stands.
    Welcome {
        /// Who the server takes this for.
        user: UserId,
        /// Everything up to here is history.
        seq: Seq,
        /// How many notifications are unread.
        unread: u32,
        /// Milliseconds since 1970, by the server's clock.
        server_time: i64,
    },
    /// Somebody is told something.
    Notification(Notification),
    /// How many are unread now, on whatever device they were read.
    Unread {
        /// So many.
        count: u32,
    },
    /// Something that one may see is not as it was.
    Changed {
        /// Its place in the feed.
        seq: Seq,
        /// What kind of thing.
        entity: String,
        /// Which.
        id: i64,
        /// Its version now, where it has one.
        version: Option<i32>,
        /// The days it was or is on, on the salon's clock.
        range: Option<Days>,
    },
    /// Everybody who is there, and how they are reached.
    People {
        /// All of them.
        people: Vec<(UserId, Presence)>,
    },
    /// How somebody is reached.
    Presence {
        /// Who.
        user: UserId,
        /// How; `None`: not here.
        state: Option<Presence>,
    },
    /// The link lives: pages do not see pings.
    Beat {
        /// Everything up to here was said; `None`: some of it is on its way.
        seq: Option<Seq>,
    },
    /// Who looks at the booking that this page shows, but for whoever asks.
    Viewers {
        /// Which booking.
        booking: BookingId,
        /// By name.
        names: Vec<String>,
    },
    /// This page missed something: what it shows must be asked for again.
    Resync {
        /// Everything up to here is in what will be answered then.
        seq: Seq,
    },
    /// The socket is about to be closed.
    Bye {
        /// By this code.
        code: u16,
        /// When to try again.
        come_back_in_ms: u64,
    },
    /// What a newer server says.
    #[serde(other)]
    Unknown,
}

/// What a page says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FromPage {
    /// First.
    Hello {
        /// The last that this page knows of; `None`: it knows nothing yet.
        last_seq: Option<Seq>,
    },
    /// The notifications up to this one were read.
    Read {
        /// The last of them.
        up_to: Seq,
    },
    /// What this page shows.
    Watch {
        /// Bookings on these days; `None`: on any.
        range: Option<Days>,
        /// The booking that is open on it.
        booking: Option<BookingId>,
    },
    /// How the person before it is reached.
    Here {
        /// Looking at it, or not.
        state: Presence,
    },
    /// What a newer page says.
    #[serde(other)]
    Unknown,
}

/// How somebody is reached, the nearest first: of several devices the nearest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// In a call.
    InCall,
    /// Not to be disturbed.
    Busy,
    /// Looking at a page.
    Online,
    /// Signed in, and elsewhere.
    Away,
}

/// Days in a row, on the salon's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first; `None`: from ever.
    pub from: Option<Date>,
    /// The last; `None`: for ever.
    pub to: Option<Date>,
}

impl Days {
    /// Exactly these.
    pub fn of(days: impl IntoIterator<Item = Date>) -> Option<Self> {
        let days: Vec<Date> = days.into_iter().collect();
        Some(Days { from: Some(*days.iter().min()?), to: Some(*days.iter().max()?) })
    }

    /// Whether they have a day in common.
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
