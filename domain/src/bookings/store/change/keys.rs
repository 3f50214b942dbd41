use super::new_change;
use crate::{
    Db, Error, FieldError, Result,
    bookings::{BookingConflict, BookingId, ChangeId, field},
    staff::Asker,
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
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
            (Some(_), Some(answer)) => read(answer).map(Beginning::Answered),
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

/// Answer of a bulk change, which takes several transactions.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stored<T> {
    /// It was begun under this change id. If the process ended meanwhile, the same request goes on with it.
    Begun(ChangeId),
    /// It has ended.
    Ended(T),
}

/// What is known of a request that takes several transactions.
pub enum Progress<T> {
    New,
    Begun(ChangeId),
    Answered(T),
}

impl Keyed<'_> {
    /// Looks up a request that takes several transactions.
    pub async fn progress<T: DeserializeOwned>(&self, asker: &Asker) -> Result<Progress<T>> {
        let found: Option<(Vec<u8>, Value)> =
            sqlx::query_as("SELECT content, answer FROM request_keys WHERE user_id = $1 AND key = $2")
                .bind(asker.actor.id)
                .bind(self.key)
                .fetch_optional(&asker.db)
                .await?;
        match found {
            None => Ok(Progress::New),
            Some((content, _)) if content != self.content => Err(Error::invalid(field::KEY, FieldError::Taken)),
            Some((_, answer)) => Ok(match read(answer)? {
                Stored::Begun(change) => Progress::Begun(change),
                Stored::Ended(answer) => Progress::Answered(answer),
            }),
        }
    }

    /// Reserves the change id of a new request. Of two equal requests at the same time both get the same one.
    pub async fn reserve(&self, asker: &Asker) -> Result<ChangeId> {
        let change = new_change(&mut *asker.db.acquire().await?).await?;
        let mut sql = QueryBuilder::<Postgres>::new("");
        self.push(&mut sql, asker, write(&Stored::<()>::Begun(change))?);
        sql.push(" ON CONFLICT DO NOTHING");
        if sql.build().execute(&asker.db).await?.rows_affected() > 0 {
            return Ok(change);
        }
        match self.progress::<Value>(asker).await? {
            Progress::Begun(change) => Ok(change),
            // It has ended meanwhile; the same request will be answered.
            Progress::Answered(_) | Progress::New => Err(BookingConflict::InFlight.into()),
        }
    }

    /// Stores the answer; if an equal request was answered meanwhile, returns that answer instead.
    pub async fn end<T: Serialize + DeserializeOwned>(&self, asker: &Asker, answer: T) -> Result<T> {
        let answer = Stored::Ended(answer);
        let stored = sqlx::query(
            "UPDATE request_keys SET answer = $3 WHERE user_id = $1 AND key = $2 AND jsonb_exists(answer, 'begun')",
        )
        .bind(asker.actor.id)
        .bind(self.key)
        .bind(write(&answer)?)
        .execute(&asker.db)
        .await?;
        match (stored.rows_affected(), answer) {
            (0, _) => match self.progress(asker).await? {
                Progress::Answered(answer) => Ok(answer),
                Progress::Begun(_) | Progress::New => Err(BookingConflict::InFlight.into()),
            },
            (_, Stored::Ended(answer)) => Ok(answer),
            (_, Stored::Begun(_)) => Err(Error::Internal),
        }
    }
}

fn read<T: DeserializeOwned>(stored: Value) -> Result<T> {
    serde_json::from_value(stored).map_err(|error| {
        tracing::error!(%error, "a stored answer");
        Error::Internal
    })
}

fn write(answer: &impl Serialize) -> Result<Value> {
    serde_json::to_value(answer).map_err(|error| {
        tracing::error!(%error, "an answer");
        Error::Internal
    })
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
