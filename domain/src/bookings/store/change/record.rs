use crate::{
    bookings::{BookingFacts, BookingId, Life, Need, Status, free::Span},
    services::ServiceId,
    staff::UserId,
};
use jiff::Timestamp;

/// A row of `bookings` with its master's name.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Record {
    pub id: BookingId,
    /// Client's name, as copied to the booking.
    pub client: String,
    pub master_id: UserId,
    pub master: String,
    pub service_id: ServiceId,
    pub service_name: String,
    #[sqlx(try_from = "jiff_sqlx::Timestamp")]
    pub datetime: Timestamp,
    #[sqlx(try_from = "jiff_sqlx::Timestamp")]
    pub ends_at: Timestamp,
    #[sqlx(try_from = "jiff_sqlx::Timestamp")]
    pub busy_from: Timestamp,
    #[sqlx(try_from = "jiff_sqlx::Timestamp")]
    pub busy_to: Timestamp,
    pub status: Status,
    pub price: i64,
    pub currency: String,
    pub notes: Option<String>,
    pub trashed: bool,
    pub version: i32,
}

impl Record {
    /// Selects from `bookings b` joined with their masters `u`; conditions are appended.
    pub const SELECT: &str = "SELECT b.id, b.name AS client, b.master_id, u.name AS master, b.service_id, b.service_name, b.datetime, b.ends_at,
             lower(b.busy) AS busy_from, upper(b.busy) AS busy_to, b.status, b.price, b.currency, b.notes,
             b.deleted_at IS NOT NULL AS trashed, b.version
         FROM bookings b JOIN users u ON u.id = b.master_id";

    /// Whether the booking takes its master's time, so that no other may overlap it.
    pub fn blocks(&self) -> bool {
        !self.trashed && self.status.blocks()
    }

    /// The busy range, buffers included.
    pub fn busy(&self) -> Span {
        (self.busy_from, self.busy_to)
    }

    /// The busy range as duration and buffers.
    pub fn need(&self) -> Need {
        Need {
            before: self.datetime.duration_since(self.busy_from),
            length: self.ends_at.duration_since(self.datetime),
            after: self.busy_to.duration_since(self.ends_at),
        }
    }

    /// The same booking at another time.
    pub fn at(self, start: Timestamp, need: Need) -> Self {
        let ((datetime, ends_at), (busy_from, busy_to)) = (need.booked(start), need.busy(start));
        Record { datetime, ends_at, busy_from, busy_to, ..self }
    }

    /// The same booking with status and trash of `life`.
    pub fn living(self, life: Life) -> Self {
        Record { status: life.status, trashed: life.trashed, ..self }
    }

    /// All values that a change can change.
    pub fn facts(&self) -> BookingFacts {
        BookingFacts {
            status: Some(self.status),
            datetime: Some(self.datetime),
            ends_at: Some(self.ends_at),
            minutes: Some(self.need().length.as_mins()),
            busy_from: Some(self.busy_from),
            busy_to: Some(self.busy_to),
            master_id: Some(self.master_id),
            master: Some(self.master.clone()),
            service_id: Some(self.service_id),
            service_name: Some(self.service_name.clone()),
            price: Some(self.price),
            currency: Some(self.currency.clone()),
            notes: Some(self.notes.clone()),
            trashed: Some(self.trashed),
            ..BookingFacts::default()
        }
    }

    /// The booking with the values that `facts` has.
    pub fn with_facts(self, facts: BookingFacts) -> Self {
        Record {
            status: facts.status.unwrap_or(self.status),
            datetime: facts.datetime.unwrap_or(self.datetime),
            ends_at: facts.ends_at.unwrap_or(self.ends_at),
            busy_from: facts.busy_from.unwrap_or(self.busy_from),
            busy_to: facts.busy_to.unwrap_or(self.busy_to),
            master_id: facts.master_id.unwrap_or(self.master_id),
            master: facts.master.unwrap_or(self.master),
            service_id: facts.service_id.unwrap_or(self.service_id),
            service_name: facts.service_name.unwrap_or(self.service_name),
            price: facts.price.unwrap_or(self.price),
            currency: facts.currency.unwrap_or(self.currency),
            notes: facts.notes.unwrap_or(self.notes),
            trashed: facts.trashed.unwrap_or(self.trashed),
            ..self
        }
    }
}

/// The values that differ: before and after.
pub fn difference(before: &Record, after: &Record) -> (BookingFacts, BookingFacts) {
    let (mut was, mut is) = (before.facts(), after.facts());
    was.keep_differences(&mut is);
    (was, is)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            id: BookingId(1),
            client: "Amelia".into(),
            master_id: UserId(2),
            master: "Dina".into(),
            service_id: ServiceId(3),
            service_name: "Manicure".into(),
            datetime: Timestamp::UNIX_EPOCH,
            ends_at: Timestamp::UNIX_EPOCH,
            busy_from: Timestamp::UNIX_EPOCH,
            busy_to: Timestamp::UNIX_EPOCH,
            status: Status::Pending,
            price: 100,
            currency: "AED".into(),
            notes: None,
            trashed: false,
            version: 1,
        }
    }

    #[test]
    fn what_changed_leads_both_ways() {
        let before = record();
        let mut after = before.clone().at("2026-11-20T10:00:00Z".parse().unwrap(), Need::minutes(5, 60, 10));
        (after.notes, after.status, after.price) = (Some("tea".into()), Status::Confirmed, 200);
        (after.master_id, after.master) = (UserId(9), "Lola".into());
        let (was, is) = difference(&before, &after);
        assert_eq!((is.service_id, was.trashed), (None, None));
        assert_eq!((&was.notes, &is.notes), (&Some(None), &Some(Some("tea".into()))));
        assert_eq!(before.clone().with_facts(is).facts(), after.facts());
        assert_eq!(after.with_facts(was).facts(), before.facts());
    }

    #[test]
    fn buffers_are_kept_when_a_booking_moves() {
        let booking = record().at("2026-11-20T10:00:00Z".parse().unwrap(), Need::minutes(5, 60, 10));
        let need = booking.need();
        let moved = booking.at("2026-11-20T12:00:00Z".parse().unwrap(), need);
        assert_eq!(moved.busy_from.to_string(), "2026-11-20T11:55:00Z");
        assert_eq!(
            (moved.ends_at.to_string(), moved.busy_to.to_string()),
            ("2026-11-20T13:00:00Z".into(), "2026-11-20T13:10:00Z".into())
        );
    }
}
