use super::{
    BATCH,
    locks::{Locked, lock},
    new_change,
    record::Record,
    save::{Note, is_taken, save},
};
use crate::{
    Db, Error, Result,
    bookings::{BookingFacts, BookingId, BookingVerb, ChangeId, Conflict, Done, Refusal},
    events::{self, EventVerb as _},
    staff::{Actor, UserId},
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::{PgConnection, types::Json};
use std::collections::BTreeMap;

/// How long a change can be undone, unless set otherwise. A toast offers it for ten seconds; the rest is for slow
/// networks. Others are notified after it.
pub const UNDO_WITHIN: SignedDuration = SignedDuration::from_secs(30);

#[derive(sqlx::FromRow)]
struct Made {
    booking: BookingId,
    verb: BookingVerb,
    before: Option<Json<BookingFacts>>,
    after: Option<Json<BookingFacts>>,
}

/// Undoes what the actor has done by one click, no longer than `within` ago: each booking is as it was, unless something
/// else happened to it since. Whoever may do something may undo it.
///
/// # Errors
/// `NotFound` where it was done by somebody else or too long ago; `Conflict` where none of it can be undone.
pub async fn undo(db: &Db, actor: &Actor, change: ChangeId, within: SignedDuration, now: Timestamp) -> Result<Done> {
    actor.bookings()?;
    let made: Vec<Made> = sqlx::query_as(
        "SELECT entity_id AS booking, verb, before, after FROM events
         WHERE change = $1 AND actor_id = $2 AND entity = $3 AND verb <> $4
           AND (SELECT max(at) FROM events WHERE change = $1) >= $5",
    )
    .bind(change)
    .bind(actor.id)
    .bind(BookingVerb::ENTITY)
    .bind(BookingVerb::Undo)
    .bind(now.saturating_sub(within).unwrap_or(now).to_sqlx())
    .fetch_all(db)
    .await?;
    if made.is_empty() {
        return Err(Error::NotFound);
    }
    events::postpone(db, change, now).await?;
    let made: BTreeMap<BookingId, Made> = made.into_iter().map(|made| (made.booking, made)).collect();
    let ids: Vec<BookingId> = made.keys().copied().collect();
    let (mut undone, mut problem) =
        (Done { change: new_change(&mut *db.acquire().await?).await?, bookings: Vec::new() }, None);
    for batch in ids.chunks(BATCH) {
        let others: Vec<UserId> = batch.iter().filter_map(|id| made.get(id)?.master()).collect();
        let Locked { mut transaction, records, .. } = lock(db, actor, batch, &others).await?;
        for record in records {
            let Some(made) = made.get(&record.id) else { continue };
            match take_back(&mut transaction, actor, &record, made, undone.change, now).await {
                Ok(()) => undone.bookings.push(record.id),
                Err(why @ Error::Conflict(_)) => problem = Some(why),
                Err(error) => return Err(error),
            }
        }
        transaction.commit().await?;
    }
    match problem {
        Some(problem) if undone.bookings.is_empty() => Err(problem),
        None if undone.bookings.is_empty() => Err(Error::NotFound),
        _ => Ok(undone),
    }
}

async fn take_back(
    db: &mut PgConnection,
    actor: &Actor,
    record: &Record,
    made: &Made,
    change: ChangeId,
    now: Timestamp,
) -> Result<()> {
    if made.version() != Some(record.version) {
        return Err(Refusal::Since.into());
    }
    let after = made.undone(record).ok_or(Refusal::Since)?;
    let asks = !record.blocks() || (after.busy(), after.master_id) != (record.busy(), record.master_id);
    if after.blocks() && asks && is_taken(db, after.master_id, after.busy(), Some(record.id)).await? {
        return Err(Error::Conflict(Conflict::Taken { alternatives: Vec::new() }));
    }
    let note =
        Note { verb: BookingVerb::Undo, more: BookingFacts { undoes: Some(made.verb), ..BookingFacts::default() } };
    save(db, actor, (record, &after), note, change, now).await
}

impl Made {
    /// The booking's version after the change.
    fn version(&self) -> Option<i32> {
        self.after.as_ref()?.version
    }

    /// The master whose booking it becomes again.
    fn master(&self) -> Option<UserId> {
        self.before.as_ref()?.master_id
    }

    /// The booking as it was before; one that was made goes into the trash.
    fn undone(&self, record: &Record) -> Option<Record> {
        let record = record.clone();
        match &self.before {
            _ if self.verb == BookingVerb::Book => Some(Record { trashed: true, ..record }),
            Some(Json(before)) => Some(record.with_facts(before.clone())),
            None => None,
        }
    }
}
