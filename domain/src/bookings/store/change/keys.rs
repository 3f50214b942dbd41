use crate::{
    Db, Error, FieldError, Result,
    bookings::{BookingId, ChangeId, field},
    staff::Asker,
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, Postgres, QueryBuilder};

/// How long answers are stored.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// A request with an idempotency key (protocols.md, "Errors").
pub struct Keyed<'a> {
    key: &'a str,
    content: [u8; 32],
}

impl<'a> Keyed<'a> {
    pub fn new(key: &'a str, content: &impl Serialize) -> Result<Self> {
        let content = serde_json::to_vec(content).map_err(|error| {
            tracing::error!(%error, "a request's content");
            Error::Internal
        })?;
        Ok(Keyed { key, content: Sha256::digest(content).into() })
    }

    /// Looks the key up and reserves ids for a new request. Of two simultaneous requests for the same masters, the
    /// second waits for the locks and then finds the answer of the first. With other masters, the table's primary key
    /// lets only one of them commit.
    pub async fn begin<T: DeserializeOwned>(
        &self,
        db: &mut PgConnection,
        asker: &Asker,
        bookings: usize,
    ) -> Result<Beginning<T>> {
        let found: Found = sqlx::query_as(
            "SELECT nextval('changes') AS change,
                 ARRAY(SELECT nextval(pg_get_serial_sequence('bookings', 'id')) FROM generate_series(1, $3)) AS bookings,
                 k.content, k.answer
             FROM (SELECT) one LEFT JOIN request_keys k ON k.user_id = $1 AND k.key = $2",
        )
        .bind(asker.actor.id)
        .bind(self.key)
        .bind(i32::try_from(bookings).unwrap_or(0))
        .fetch_one(db)
        .await?;
        match (found.content, found.answer) {
            (Some(content), _) if content != self.content => Err(Error::invalid(field::KEY, FieldError::Taken)),
            (Some(_), Some(answer)) => serde_json::from_value(answer).map(Beginning::Answered).map_err(|error| {
                tracing::error!(%error, "a stored answer");
                Error::Internal
            }),
            _ => Ok(Beginning::New { change: found.change, bookings: found.bookings }),
        }
    }

    /// Appends the `INSERT` of the answer, as a part of the statement that makes the bookings.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, asker: &Asker, answer: Value) {
        sql.push("INSERT INTO request_keys (user_id, key, content, answer, created_at) ");
        sql.push_values([answer], |mut row, answer| {
            row.push_bind(asker.actor.id)
                .push_bind(self.key.to_owned())
                .push_bind(self.content.to_vec())
                .push_bind(answer)
                .push_bind(asker.now.to_sqlx());
        });
    }
}

/// Result of looking up an idempotency key.
pub enum Beginning<T> {
    /// The request was handled before; this is its answer.
    Answered(T),
    /// A new request, with the ids reserved for it.
    New { change: ChangeId, bookings: Vec<BookingId> },
}

#[derive(sqlx::FromRow)]
struct Found {
    change: ChangeId,
    bookings: Vec<BookingId>,
    content: Option<Vec<u8>>,
    answer: Option<Value>,
}

/// Deletes answers older than 48 hours.
pub async fn remove_old_keys(db: &Db, now: Timestamp) -> Result<()> {
    let before = now.saturating_sub(KEPT).unwrap_or(now);
    sqlx::query("DELETE FROM request_keys WHERE created_at < $1").bind(before.to_sqlx()).execute(db).await?;
    Ok(())
}
