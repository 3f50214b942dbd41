use super::{Event, Happening};
use crate::{Db, Result, bookings::BookingId, settings::Salon, staff::UserId};
use jiff::{Timestamp, civil::DateTime};
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::PgConnection;

/// More history than this is nobody's reading.
const LONGEST: i64 = 100;

#[derive(sqlx::FromRow)]
struct Row {
    at: jiff_sqlx::Timestamp,
    actor: Option<String>,
    verb: String,
    before: Option<Value>,
    after: Option<Value>,
}

/// A change that is being made.
pub(crate) struct Change<'a> {
    /// Who makes it; `None`: a client, or the system.
    pub actor: Option<UserId>,
    /// What kind of thing changes, and which.
    pub entity: (&'a str, i64),
    /// The domain's verb.
    pub verb: &'a str,
    /// What changed, as it was; nothing where the verb says it all.
    pub before: Option<Value>,
    /// What changed, as it is now.
    pub after: Option<Value>,
}

impl Change<'_> {
    /// Writes it down, in the transaction that makes it.
    pub async fn append(self, transaction: &mut PgConnection, now: Timestamp) -> Result<()> {
        let (entity, id) = self.entity;
        sqlx::query(
            "INSERT INTO events (at, actor_id, entity, entity_id, verb, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(now.to_sqlx())
        .bind(self.actor)
        .bind(entity)
        .bind(id)
        .bind(self.verb)
        .bind(self.before)
        .bind(self.after)
        .execute(transaction)
        .await?;
        Ok(())
    }
}

/// What happened to a booking, latest first. The caller has loaded the booking for its actor.
pub(crate) async fn of_booking(db: &Db, salon: &Salon, id: BookingId) -> Result<Vec<Event>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT e.at, u.name AS actor, e.verb, e.before, e.after
         FROM events e LEFT JOIN users u ON u.id = e.actor_id
         WHERE e.entity = 'booking' AND e.entity_id = $1
         ORDER BY e.at DESC, e.id DESC LIMIT $2",
    )
    .bind(id)
    .bind(LONGEST)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.read(salon)).collect()
}

impl Row {
    fn read(self, salon: &Salon) -> Result<Event> {
        let what = match self.verb.as_str() {
            "book" => Happening::Booked,
            "confirm" => Happening::Confirmed,
            "check_in" => Happening::CheckedIn,
            "complete" => Happening::Completed,
            "cancel" => {
                Happening::Cancelled { reason: field(&self.after, "reason").and_then(Value::as_str).map(str::to_owned) }
            }
            "mark_no_show" => Happening::NoShow,
            "reopen" => Happening::Reopened,
            "reschedule" => self.rescheduled(salon),
            _ => Happening::Changed { verb: self.verb },
        };
        Ok(Event { at: salon.local(self.at.to_jiff())?, actor: self.actor, what })
    }

    fn rescheduled(&self, salon: &Salon) -> Happening {
        let time = |json: &Option<Value>| -> Option<DateTime> {
            let at: Timestamp = field(json, "datetime")?.as_str()?.parse().ok()?;
            salon.local(at).ok()
        };
        match (time(&self.before), time(&self.after)) {
            (Some(from), Some(to)) => Happening::Rescheduled { from, to },
            _ => Happening::Changed { verb: self.verb.clone() },
        }
    }
}

fn field<'a>(json: &'a Option<Value>, name: &str) -> Option<&'a Value> {
    json.as_ref()?.get(name)
}
