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

/// SQL for the master before a change; `e` is the row of `events`.
pub(crate) const MASTER_BEFORE: &str = "(e.before ->> 'master_id')::bigint";
/// SQL condition for a row of `events` that changed the status.
pub(crate) const STATUS_CHANGED: &str = "after ? 'status'";

text_enum! {
    /// Who wanted a booking to be cancelled.
    pub enum CancelledBy {
        /// The client asked for the cancellation.
        Client = "client",
        /// The salon cancelled on its own behalf.
        Salon = "salon",
    }
}

/// Declares [`BookingFacts`] with an optional field per value.
macro_rules! facts {
    ($($(#[$attribute:meta])* $field:ident: $Type:ty,)+) => {
        /// Values of a booking before or after an event, as JSON in `events.before` and `events.after` under the
        /// fields' names. A field is `None` when the event did not change it.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct BookingFacts {
            $($(#[$attribute])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$Type>,)+
        }

        impl BookingFacts {
            /// Clears the fields that are equal on both sides.
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
    /// Status; in `before` of a step, the one it started from.
    status: Status,
    /// Start, as an instant (RFC 3339 in JSON).
    datetime: Timestamp,
    /// End, as an instant (RFC 3339 in JSON).
    ends_at: Timestamp,
    /// Duration from start to end, in minutes.
    minutes: i64,
    /// Start of the busy range, inclusive: buffers are part of it.
    busy_from: Timestamp,
    /// End of the busy range, exclusive.
    busy_to: Timestamp,
    /// Key of the master who performs it.
    master_id: UserId,
    /// Name of the master at the time of the event.
    master: String,
    /// Key of the service that is performed.
    service_id: ServiceId,
    /// Name of the service, as copied to the booking.
    service_name: String,
    /// Price in minor units of `currency`.
    price: i64,
    /// ISO 4217 code of the price's currency.
    currency: String,
    /// Notes; `Some(None)`, stored as `null`, means that there are none.
    #[serde(deserialize_with = "present")]
    notes: Option<String>,
    /// Whether the booking is in the trash.
    trashed: bool,
    /// Key of the client it was made for.
    client_id: ClientId,
    /// Client's name, as copied to the booking.
    client: String,
    /// Whether the client's card was made with the booking.
    new_client: bool,
    /// How the booking reached the salon.
    source: Source,
    /// Reason of a cancellation, as typed.
    reason: String,
    /// Who wanted the cancellation.
    by: CancelledBy,
    /// Verb of the change that this event undid.
    undoes: BookingVerb,
    /// Version of the booking after the change.
    version: i32,
}

/// Deserializes `null` as `Some(None)`; only a missing field is `None`.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

impl BookingFacts {
    /// Reads `events.before` or `events.after`; no fields for SQL `NULL`.
    ///
    /// # Errors
    /// `Internal` for JSON of another shape.
    pub(crate) fn read(stored: Option<&Value>) -> Result<Self> {
        let Some(stored) = stored else { return Ok(BookingFacts::default()) };
        BookingFacts::deserialize(stored).map_err(|error| {
            tracing::error!(%error, "payload of a booking's event");
            Error::Internal
        })
    }

    /// Whether the event changed the start or the master.
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
            "trashed": false, "client_id": 4, "client": "Amelia", "new_client": true, "source": "front_desk", "reason": "ill",
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
        // PostgreSQL's own format of timestamps in JSON.
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
