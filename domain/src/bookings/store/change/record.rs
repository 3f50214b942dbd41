use crate::{
    bookings::{BookingId, Life, Need, Status, free::Span},
    services::ServiceId,
    staff::UserId,
};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// A booking as the database has it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Record {
    pub id: BookingId,
    /// The client's name on it.
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
    /// From `bookings b` and their masters.
    pub const SELECT: &str = "SELECT b.id, b.name AS client, b.master_id, u.name AS master, b.service_id, b.service_name, b.datetime, b.ends_at,
             lower(b.busy) AS busy_from, upper(b.busy) AS busy_to, b.status, b.price, b.currency, b.notes,
             b.deleted_at IS NOT NULL AS trashed, b.version
         FROM bookings b JOIN users u ON u.id = b.master_id";

    /// Whether it takes its master's time.
    pub fn blocks(&self) -> bool {
        !self.trashed && self.status.blocks()
    }

    /// What it takes from its master's day.
    pub fn busy(&self) -> Span {
        (self.busy_from, self.busy_to)
    }

    /// The same in parts.
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

    /// The same booking as far along its life.
    pub fn living(self, life: Life) -> Self {
        Record { status: life.status, trashed: life.trashed, ..self }
    }

    /// What an event says of it: all that a change may change, by the names of columns.
    pub fn facts(&self) -> Map<String, Value> {
        let facts = json!({
            "status": self.status.code(),
            "datetime": self.datetime.to_string(),
            "ends_at": self.ends_at.to_string(),
            "minutes": self.need().length.as_mins(),
            "busy_from": self.busy_from.to_string(),
            "busy_to": self.busy_to.to_string(),
            "master_id": self.master_id,
            "master": self.master,
            "service_id": self.service_id,
            "service_name": self.service_name,
            "price": self.price,
            "currency": self.currency,
            "notes": self.notes,
            "trashed": self.trashed,
        });
        match facts {
            Value::Object(facts) => facts,
            _ => Map::new(),
        }
    }

    /// The booking with what an event says of it; `None` where it says what no booking can be.
    pub fn with_facts(mut self, facts: &Map<String, Value>) -> Option<Self> {
        for (name, value) in facts {
            let text = || value.as_str().map(str::to_owned);
            let time = || value.as_str()?.parse::<Timestamp>().ok();
            match name.as_str() {
                "status" => self.status = Status::from_code(value.as_str()?)?,
                "datetime" => self.datetime = time()?,
                "ends_at" => self.ends_at = time()?,
                "busy_from" => self.busy_from = time()?,
                "busy_to" => self.busy_to = time()?,
                "master_id" => self.master_id = UserId(value.as_i64()?),
                "master" => self.master = text()?,
                "service_id" => self.service_id = ServiceId(value.as_i64()?),
                "service_name" => self.service_name = text()?,
                "price" => self.price = value.as_i64()?,
                "currency" => self.currency = text()?,
                "notes" => self.notes = text(),
                "trashed" => self.trashed = value.as_bool()?,
                _ => {}
            }
        }
        Some(self)
    }
}

/// What differs, as it was and as it is.
pub fn difference(before: &Record, after: &Record) -> (Map<String, Value>, Map<String, Value>) {
    let (mut was, mut is) = (before.facts(), after.facts());
    let same: Vec<String> =
        was.iter().filter(|(name, value)| is.get(*name) == Some(value)).map(|(n, _)| n.clone()).collect();
    for name in same {
        was.remove(&name);
        is.remove(&name);
    }
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
        assert!(!is.contains_key("service_id") && !was.contains_key("trashed"));
        let facts = |record: &Record| record.facts();
        assert_eq!(facts(&before.clone().with_facts(&is).unwrap()), facts(&after));
        assert_eq!(facts(&after.with_facts(&was).unwrap()), facts(&before));
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
