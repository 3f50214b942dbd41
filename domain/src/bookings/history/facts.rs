use super::BookingVerb;
use crate::{
    Error, Result,
    bookings::{Source, Status},
    clients::ClientId,
    events::EventVerb,
    services::ServiceId,
    staff::UserId,
    text_enum,
};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// The master before a change, in SQL, where `e` is its event.
pub(crate) const MASTER_BEFORE: &str = "(e.before ->> 'master_id')::bigint";
/// Whether a change, whose event is `events`, was one of the status, in SQL.
pub(crate) const STATUS_CHANGED: &str = "after ? 'status'";

text_enum! {
    /// Who wanted a booking cancelled.
    pub enum CancelledBy {
        /// The client.
        Client = "client",
        /// The salon.
        Salon = "salon",
    }
}

/// Declares the payload with a field for each fact, all optional.
macro_rules! facts {
    ($($(#[$attribute:meta])* $field:ident: $Type:ty,)+) => {
        /// One side of a booking's event: what changed, as it was or as it became. Stored as JSON under the names of the
        /// fields; what is not there did not change.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct BookingFacts {
            $($(#[$attribute])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$Type>,)+
        }

        impl BookingFacts {
            /// Leaves what differs.
            pub(crate) fn keep_differences(&mut self, other: &mut Self) {
                $(if self.$field == other.$field {
                    self.$field = None;
                    other.$field = None;
                })+
            }
        }
    };
}

facts! {
    /// How far along it is.
    status: Status,
    /// Its start.
    datetime: Timestamp,
    /// Its end.
    ends_at: Timestamp,
    /// From its start to its end.
    minutes: i64,
    /// From when it takes its master's time.
    busy_from: Timestamp,
    /// Until when it takes its master's time.
    busy_to: Timestamp,
    /// Who performs it.
    master_id: UserId,
    /// The master's name.
    master: String,
    /// What is performed.
    service_id: ServiceId,
    /// The service's name.
    service_name: String,
    /// In minor units.
    price: i64,
    /// ISO 4217.
    currency: String,
    /// `Some(None)` where it has none: stored as `null`.
    #[serde(deserialize_with = "present")]
    notes: Option<String>,
    /// Whether it lies in the trash.
    trashed: bool,
    /// Whose it is.
    client_id: ClientId,
    /// The client's name on it.
    client: String,
    /// How it reached the salon.
    source: Source,
    /// Why it was cancelled.
    reason: String,
    /// Who wanted it cancelled.
    by: CancelledBy,
    /// What was undone.
    undoes: BookingVerb,
    /// The booking's version after the change.
    version: i32,
}

/// `null` is a value, unlike what is not there.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

impl BookingFacts {
    /// From a column of `events`; nothing changed where the column is null.
    pub(crate) fn read(stored: Option<&Value>) -> Result<Self> {
        let Some(stored) = stored else { return Ok(BookingFacts::default()) };
        BookingFacts::deserialize(stored).map_err(|error| {
            tracing::error!(%error, "payload of a booking's event");
            Error::Internal
        })
    }

    /// Whether the booking has another time or another master.
    pub(crate) fn is_moved(&self) -> bool {
        self.datetime.is_some() || self.master_id.is_some()
    }
}

impl EventVerb for BookingVerb {
    const ENTITY: &'static str = "booking";
    type Payload = BookingFacts;

    fn code(self) -> &'static str {
        BookingVerb::code(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn payloads_are_stored_under_the_names_that_older_versions_wrote() {
        let stored = json!({
            "status": "no_show", "datetime": "2026-11-20T10:00:00Z", "ends_at": "2026-11-20T11:00:00Z", "minutes": 60,
            "busy_from": "2026-11-20T09:55:00Z", "busy_to": "2026-11-20T11:10:00Z", "master_id": 2, "master": "Dina",
            "service_id": 3, "service_name": "Manicure", "price": 100, "currency": "AED", "notes": null,
            "trashed": false, "client_id": 4, "client": "Amelia", "source": "front_desk", "reason": "ill",
            "by": "client", "undoes": "check_in", "version": 5,
        });
        let facts = BookingFacts::read(Some(&stored)).unwrap();
        assert_eq!(facts.notes, Some(None));
        assert_eq!(serde_json::to_value(&facts).unwrap(), stored);
        for sql in [MASTER_BEFORE, STATUS_CHANGED] {
            let key = sql.split('\'').nth(1).unwrap();
            assert!(stored.get(key).is_some(), "{sql}");
        }
    }

    #[test]
    fn times_of_purged_bookings_are_read() {
        // As PostgreSQL writes a time into JSON.
        let stored = json!({ "datetime": "2026-11-20T10:00:00+00:00" });
        let facts = BookingFacts::read(Some(&stored)).unwrap();
        assert_eq!(facts.datetime, Some("2026-11-20T10:00:00Z".parse().unwrap()));
    }

    #[test]
    fn what_is_not_there_did_not_change() {
        assert_eq!(BookingFacts::read(None), Ok(BookingFacts::default()));
        assert_eq!(BookingFacts::read(Some(&json!({}))), Ok(BookingFacts::default()));
        assert_eq!(serde_json::to_value(BookingFacts::default()).unwrap(), json!({}));
        let later = json!({ "minutes": 5, "weather": "sun" });
        assert_eq!(BookingFacts::read(Some(&later)).unwrap(), BookingFacts { minutes: Some(5), ..Default::default() });
        assert_eq!(BookingFacts::read(Some(&json!({ "status": "gone" }))), Err(Error::Internal));
    }
}
