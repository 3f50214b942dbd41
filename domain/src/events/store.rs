use super::{Edit, Event, Happening};
use crate::{
    Db, Money, Result,
    bookings::{BookingId, ChangeId},
    settings::Salon,
    staff::UserId,
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::{PgConnection, Postgres, QueryBuilder};

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
        let mut sql = QueryBuilder::new("");
        push_events(&mut sql, [self], None, now);
        sql.build().execute(transaction).await?;
        Ok(())
    }
}

/// The statement that writes changes down: on its own, or as a part of the one that makes them.
pub(crate) fn push_events<'a>(
    sql: &mut QueryBuilder<Postgres>,
    changes: impl IntoIterator<Item = Change<'a>>,
    change: Option<ChangeId>,
    now: Timestamp,
) {
    sql.push("INSERT INTO events (at, actor_id, entity, entity_id, verb, before, after, change) ");
    sql.push_values(changes, |mut row, Change { actor, entity: (entity, id), verb, before, after }| {
        row.push_bind(now.to_sqlx())
            .push_bind(actor)
            .push_bind(entity.to_owned())
            .push_bind(id)
            .push_bind(verb.to_owned())
            .push_bind(before)
            .push_bind(after)
            .push_bind(change);
    });
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
            "cancel" => Happening::Cancelled {
                reason: Facts(&self.after).text("reason"),
                by_client: Facts(&self.after).text("by").map(|by| by == "client"),
            },
            "mark_no_show" => Happening::NoShow,
            "reopen" => Happening::Reopened { edits: self.edits(salon) },
            "trash" => Happening::Trashed,
            "restore" => Happening::Restored { edits: self.edits(salon) },
            "undo" => Happening::Undone { edits: self.edits(salon) },
            _ => match self.edits(salon) {
                edits if edits.is_empty() => Happening::Changed { verb: self.verb },
                edits => Happening::Edited { edits },
            },
        };
        Ok(Event { at: salon.local(self.at.to_jiff())?, actor: self.actor, what })
    }

    fn edits(&self, salon: &Salon) -> Vec<Edit> {
        let (was, is) = (Facts(&self.before), Facts(&self.after));
        let both = |name| Some((was.text(name)?, is.text(name)?));
        let time = Some(()).and_then(|()| {
            let local = |facts: &Facts<'_>| salon.local(facts.time("datetime")?).ok();
            Some(Edit::Time(local(&was)?, local(&is)?))
        });
        let length = was.number("minutes").zip(is.number("minutes")).map(|(was, is)| Edit::Length(was, is));
        let price = Some(()).and_then(|()| {
            let currency = |facts: &Facts<'_>| facts.text("currency").unwrap_or_else(|| salon.currency.clone());
            let money = |facts: &Facts<'_>| Some(Money { minor: facts.number("price")?, currency: currency(facts) });
            Some(Edit::Price(money(&was)?, money(&is)?))
        });
        let master = both("master").map(|(was, is)| Edit::Master(was, is));
        let service = both("service_name").map(|(was, is)| Edit::Service(was, is));
        let notes = (was.get("notes") != is.get("notes")).then_some(Edit::Notes);
        [time, length, master, service, price, notes].into_iter().flatten().collect()
    }
}

/// One side of an event.
struct Facts<'a>(&'a Option<Value>);

impl Facts<'_> {
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }

    fn text(&self, name: &str) -> Option<String> {
        Some(self.get(name)?.as_str()?.to_owned())
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_i64()
    }

    fn time(&self, name: &str) -> Option<Timestamp> {
        self.get(name)?.as_str()?.parse().ok()
    }
}
