use super::{
    BATCH,
    locks::{Locked, lock},
    new_change,
    record::Record,
    save::{Note, is_taken, save},
};
use crate::{
    Error, Result,
    bookings::{BookingConflict, BookingFacts, BookingId, BookingVerb, ChangeId, Done, Refusal},
    clients::ClientId,
    events::{self, EventVerb as _},
    staff::{Asker, UserId},
};
use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use sqlx::{PgConnection, types::Json};
use std::collections::BTreeMap;

/// Default time within which a change can be undone. The toast offers it for 10 s; the rest is for slow networks.
/// Others are notified afterwards.
pub const UNDO_WITHIN: SignedDuration = SignedDuration::from_secs(30);

#[derive(sqlx::FromRow)]
struct Made {
    booking: BookingId,
    verb: BookingVerb,
    before: Option<Json<BookingFacts>>,
    after: Option<Json<BookingFacts>>,
}

/// Undoes a change of the actor that ended no longer than `within` ago: restores each booking that was not changed
/// since. No further permission is needed to undo one's own change.
///
/// # Errors
/// `NotFound` for a change of somebody else, or one that is too old; `Conflict` when none of its bookings could be
/// restored.
pub async fn undo(asker: &Asker, change: ChangeId, within: SignedDuration) -> Result<Done> {
    asker.actor.bookings()?;
    let made: Vec<Made> = sqlx::query_as(
        "SELECT entity_id AS booking, verb, before, after FROM events
         WHERE change = $1 AND actor_id = $2 AND entity = $3 AND verb <> $4
           AND (SELECT max(at) FROM events WHERE change = $1) >= $5",
    )
    .bind(change)
    .bind(asker.actor.id)
    .bind(BookingVerb::ENTITY)
    .bind(BookingVerb::Undo)
    .bind(asker.now.saturating_sub(within).unwrap_or(asker.now).to_sqlx())
    .fetch_all(&asker.db)
    .await?;
    if made.is_empty() {
        return Err(Error::NotFound);
    }
    events::postpone(&asker.db, change, asker.now).await?;
    let made: BTreeMap<BookingId, Made> = made.into_iter().map(|made| (made.booking, made)).collect();
    let ids: Vec<BookingId> = made.keys().copied().collect();
    let (mut undone, mut problem) =
        (Done { change: new_change(&mut *asker.db.acquire().await?).await?, bookings: Vec::new() }, None);
    for batch in ids.chunks(BATCH) {
        let others: Vec<UserId> = batch.iter().filter_map(|id| made.get(id)?.master()).collect();
        let Locked { mut transaction, records, .. } = lock(asker, batch, &others).await?;
        let mut clients = Vec::new();
        for record in records {
            let Some(made) = made.get(&record.id) else { continue };
            match take_back(&mut transaction, asker, &record, made, undone.change).await {
                Ok(()) => {
                    undone.bookings.push(record.id);
                    clients.extend(made.new_client());
                }
                Err(why @ Error::Conflict(_)) => problem = Some(why),
                Err(error) => return Err(error),
            }
        }
        undo_clients(&mut transaction, asker, &clients, &undone.bookings).await?;
        transaction.commit().await?;
    }
    match problem {
        Some(problem) if undone.bookings.is_empty() => Err(problem),
        None if undone.bookings.is_empty() => Err(Error::NotFound),
        _ => Ok(undone),
    }
}

async fn take_back(db: &mut PgConnection, asker: &Asker, record: &Record, made: &Made, change: ChangeId) -> Result<()> {
    if made.version() != Some(record.version) {
        return Err(Refusal::Since.into());
    }
    let after = made.undone(record).ok_or(Refusal::Since)?;
    let asks = !record.blocks() || (after.busy(), after.master_id) != (record.busy(), record.master_id);
    if after.blocks() && asks && is_taken(db, after.master_id, after.busy(), Some(record.id)).await? {
        return Err(BookingConflict::Taken { alternatives: Vec::new() }.into());
    }
    let note =
        Note { verb: BookingVerb::Undo, more: BookingFacts { undoes: Some(made.verb), ..BookingFacts::default() } };
    save(db, asker, (record, &after), note, change).await
}

/// Takes back the cards of clients that were made with undone bookings and that no other booking uses.
async fn undo_clients(db: &mut PgConnection, asker: &Asker, clients: &[ClientId], undone: &[BookingId]) -> Result<()> {
    if clients.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE clients c SET undone_at = $3 WHERE id = ANY($1) AND NOT EXISTS (
             SELECT FROM bookings b WHERE b.client_id = c.id AND (b.deleted_at IS NULL OR b.id <> ALL($2)))",
    )
    .bind(clients)
    .bind(undone)
    .bind(asker.now.to_sqlx())
    .execute(db)
    .await?;
    Ok(())
}

impl Made {
    /// The client whose card was made with the booking.
    fn new_client(&self) -> Option<ClientId> {
        let after = self.after.as_ref()?;
        after.client_id.filter(|_| after.new_client == Some(true))
    }

    /// Version of the booking after the change.
    fn version(&self) -> Option<i32> {
        self.after.as_ref()?.version
    }

    /// The master before the change; `None` when the change did not change it.
    fn master(&self) -> Option<UserId> {
        self.before.as_ref()?.master_id
    }

    /// The booking before the change; a booking that the change made is moved to the trash.
    fn undone(&self, record: &Record) -> Option<Record> {
        let record = record.clone();
        match &self.before {
            _ if self.verb == BookingVerb::Book => Some(Record { trashed: true, ..record }),
            Some(Json(before)) => Some(record.with_facts(before.clone())),
            None => None,
        }
    }
}
