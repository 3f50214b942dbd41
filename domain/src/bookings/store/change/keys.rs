use crate::{
    Db, Error, Flaw, Result,
    bookings::{BookingId, ChangeId},
    staff::Actor,
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, Postgres, QueryBuilder};

/// So long an answer is kept for who asks again.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// A request that makes something, known by the key that its page gave it (protocols.md, "Errors").
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

    /// What it was answered before, or the numbers of what it makes. Whoever sends it twice at once waits for the masters'
    /// days, and is answered here; where even that was different, the key itself lets in only one.
    pub async fn begin<T: DeserializeOwned>(
        &self,
        db: &mut PgConnection,
        actor: &Actor,
        bookings: usize,
    ) -> Result<Beginning<T>> {
        let found: Found = sqlx::query_as(
            "SELECT nextval('changes') AS change,
                 ARRAY(SELECT nextval(pg_get_serial_sequence('bookings', 'id')) FROM generate_series(1, $3)) AS bookings,
                 k.content, k.answer
             FROM (SELECT) one LEFT JOIN request_keys k ON k.user_id = $1 AND k.key = $2",
        )
        .bind(actor.id)
        .bind(self.key)
        .bind(i32::try_from(bookings).unwrap_or(0))
        .fetch_one(db)
        .await?;
        match (found.content, found.answer) {
            (Some(content), _) if content != self.content => Err(Error::invalid("key", Flaw::Taken)),
            (Some(_), Some(answer)) => serde_json::from_value(answer).map(Beginning::Answered).map_err(|error| {
                tracing::error!(%error, "a stored answer");
                Error::Internal
            }),
            _ => Ok(Beginning::New { change: found.change, bookings: found.bookings }),
        }
    }

    /// The statement that keeps the answer, as a part of the one that makes it true.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, actor: &Actor, answer: Value, now: Timestamp) {
        sql.push("INSERT INTO request_keys (user_id, key, content, answer, created_at) ");
        sql.push_values([answer], |mut row, answer| {
            row.push_bind(actor.id)
                .push_bind(self.key.to_owned())
                .push_bind(self.content.to_vec())
                .push_bind(answer)
                .push_bind(now.to_sqlx());
        });
    }
}

/// How a request stands that makes something.
pub enum Beginning<T> {
    /// It was answered before.
    Answered(T),
    /// It is the first, and makes these.
    New { change: ChangeId, bookings: Vec<BookingId> },
}

#[derive(sqlx::FromRow)]
struct Found {
    change: ChangeId,
    bookings: Vec<BookingId>,
    content: Option<Vec<u8>>,
    answer: Option<Value>,
}

/// Forgets the answers that nobody asks for again.
pub async fn remove_old_keys(db: &Db, now: Timestamp) -> Result<()> {
    let before = now.saturating_sub(KEPT).unwrap_or(now);
    sqlx::query("DELETE FROM request_keys WHERE created_at < $1").bind(before.to_sqlx()).execute(db).await?;
    Ok(())
}
