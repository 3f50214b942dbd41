use super::columns::{ROW, Reader, Row};
use crate::{
    Db, Result,
    bookings::{BookingFacts, BookingId, BookingVerb, Status, TrashPage, Trashed},
    clients::ClientId,
    events::{EventVerb as _, NewEvent, push_events},
    staff::{Asker, Permission, UserId},
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder};

/// How long bookings stay in the trash before they are permanently deleted.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Rows that the page of the trash shows.
const PAGE: i64 = 50;
/// Bookings per statement: each event has several parameters, and a statement may have 65,535.
const REMOVED_AT_ONCE: i64 = 1_000;

#[derive(sqlx::FromRow)]
struct TrashRow {
    #[sqlx(flatten)]
    row: Row,
    deleted_at: jiff_sqlx::Timestamp,
    trashed_by: Option<String>,
    /// Size of the whole trash, in the same snapshot.
    count: i64,
}

/// The latest bookings in the trash, and how many there are.
///
/// # Errors
/// `Forbidden` without `bookings:trash`.
pub async fn trash(asker: &Asker) -> Result<TrashPage> {
    asker.actor.require(Permission::TrashBookings)?;
    let sql = format!(
        "SELECT {ROW}, b.deleted_at, (
             SELECT a.name FROM events e JOIN users a ON a.id = e.actor_id
             WHERE e.entity = $2 AND e.entity_id = b.id AND e.verb = ANY($3) ORDER BY e.id DESC LIMIT 1
         ) AS trashed_by, (SELECT count(*) FROM bookings WHERE deleted_at IS NOT NULL) AS count
         FROM bookings b JOIN users u ON u.id = b.master_id
         WHERE b.deleted_at IS NOT NULL ORDER BY b.deleted_at DESC, b.id DESC LIMIT $1"
    );
    let rows: Vec<TrashRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(PAGE)
        .bind(BookingVerb::ENTITY)
        .bind([BookingVerb::Trash, BookingVerb::Undo])
        .fetch_all(&asker.db)
        .await?;
    let count = rows.first().map_or(0, |row| row.count);
    let reader = Reader::new(asker)?;
    let read = |row: TrashRow| {
        Ok(Trashed { at: asker.salon.local(row.deleted_at.to_jiff())?, by: row.trashed_by, row: reader.read(row.row) })
    };
    Ok(TrashPage { rows: rows.into_iter().map(read).collect::<Result<_>>()?, count })
}

/// Empties the trash permanently; returns the number of deleted bookings.
///
/// # Errors
/// `Forbidden` without `trash:purge`.
pub async fn purge(asker: &Asker) -> Result<u64> {
    asker.actor.require(Permission::PurgeTrash)?;
    remove(&asker.db, Some(asker.actor.id), asker.now, asker.now).await
}

/// Permanently deletes what has been in the trash for 30 days; returns how many bookings.
pub async fn remove_old_trash(db: &Db, now: Timestamp) -> Result<u64> {
    remove(db, None, now.saturating_sub(KEPT).unwrap_or(now), now).await
}

#[derive(sqlx::FromRow)]
struct PurgedRow {
    id: BookingId,
    client_id: ClientId,
    name: String,
    datetime: jiff_sqlx::Timestamp,
    ends_at: jiff_sqlx::Timestamp,
    master_id: UserId,
    service_name: String,
    status: Status,
    price: i64,
    currency: String,
}

impl PurgedRow {
    fn facts(self) -> BookingFacts {
        BookingFacts {
            client_id: Some(self.client_id),
            client: Some(self.name),
            datetime: Some(self.datetime.to_jiff()),
            ends_at: Some(self.ends_at.to_jiff()),
            master_id: Some(self.master_id),
            service_name: Some(self.service_name),
            status: Some(self.status),
            price: Some(self.price),
            currency: Some(self.currency),
            ..BookingFacts::default()
        }
    }
}

/// Permanently deletes bookings that were moved to the trash up to `last`; the events keep their main values. They take
/// no master's time, so no day is locked; the rows are locked in the order of ids, as everywhere. Cards of clients that
/// were undone with their booking are deleted with it.
async fn remove(db: &Db, actor: Option<UserId>, last: Timestamp, now: Timestamp) -> Result<u64> {
    let mut transaction = db.begin().await?;
    let mut count = 0;
    loop {
        let gone: Vec<PurgedRow> = sqlx::query_as(
            "WITH old AS (SELECT id FROM bookings WHERE deleted_at <= $1 ORDER BY id LIMIT $2 FOR UPDATE)
             DELETE FROM bookings b USING old WHERE b.id = old.id
             RETURNING b.id, b.client_id, b.name, b.datetime, b.ends_at, b.master_id, b.service_name, b.status, b.price,
                 b.currency",
        )
        .bind(last.to_sqlx())
        .bind(REMOVED_AT_ONCE)
        .fetch_all(&mut *transaction)
        .await?;
        if gone.is_empty() {
            transaction.commit().await?;
            return Ok(count);
        }
        count += gone.len() as u64;
        let clients: Vec<ClientId> = gone.iter().map(|row| row.client_id).collect();
        sqlx::query(
            "DELETE FROM clients c WHERE c.id = ANY($1) AND c.undone_at IS NOT NULL
                 AND NOT EXISTS (SELECT FROM bookings b WHERE b.client_id = c.id)",
        )
        .bind(clients)
        .execute(&mut *transaction)
        .await?;
        let events = gone.into_iter().map(|row| NewEvent {
            actor,
            id: row.id.0,
            verb: BookingVerb::Purge,
            before: Some(row.facts()),
            after: None,
        });
        let mut sql = QueryBuilder::<Postgres>::new("");
        push_events(&mut sql, events, None, now);
        sql.build().execute(&mut *transaction).await?;
    }
}
