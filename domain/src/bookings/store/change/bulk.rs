use super::{
    BATCH,
    life::{Step, walk},
    locks::{Locked, lock},
    new_change,
    record::Record,
    save::{is_taken, save},
};
use crate::{
    Conflict, Db, Error, FieldError, Result,
    bookings::{
        BookingConflict, BookingQuery, BookingVerb, BulkAction, BulkResult, ChangeId, Refusal, Refused, Selection,
        Verb, field, store::list::matching_ids,
    },
    services::offers_of,
    settings::Salon,
    staff::{Asker, Permission, UserId},
};
use jiff::Timestamp;
use sqlx::PgConnection;

/// Upper limit of bookings in a bulk change.
const MOST: usize = 10_000;
/// Upper limit of refusals in the result.
const LISTED: usize = 200;

/// Number of bookings that a bulk change of all matches would change; 10,001 stands for more than 10,000.
///
/// # Errors
/// `Forbidden` without `bookings:edit`.
pub async fn count_matching(asker: &Asker, query: &BookingQuery) -> Result<u32> {
    asker.actor.require(Permission::EditBookings)?;
    Ok(u32::try_from(matching_ids(asker, query, MOST + 1).await?.len()).unwrap_or(u32::MAX))
}

/// Applies a bulk action to each selected booking for which it is possible, and reports the others.
///
/// `clock` is read once per batch, so that the time for undoing is counted from the end of a long bulk change.
///
/// # Errors
/// `Forbidden` without the permission; `Invalid` for `reason` or `master`, and for `selection` with more than 10,000
/// bookings.
pub async fn change_in_bulk(
    asker: &Asker,
    selection: &Selection,
    verb: &BulkAction,
    clock: impl Fn() -> Timestamp,
) -> Result<BulkResult> {
    asker.actor.require(Permission::EditBookings)?;
    match verb {
        BulkAction::Cancel(why) => why.check()?,
        BulkAction::Step(Verb::Cancel) => return Err(Error::invalid(field::REASON, FieldError::Required)),
        // The permission for all bookings; that for one's own day is checked per booking.
        BulkAction::Step(verb) => asker.actor.require(verb.permission())?,
        BulkAction::Assign(_) => {}
    }
    let to = match verb {
        BulkAction::Assign(master) => Some(master_called(&asker.db, *master).await?),
        _ => None,
    };
    let ids = match selection {
        Selection::Some(ids) => ids.clone(),
        Selection::All(query) => matching_ids(asker, query, MOST + 1).await?,
    };
    if ids.len() > MOST {
        return Err(Error::invalid(field::SELECTION, FieldError::TooLong { most: 10_000 }));
    }
    let change = new_change(&mut *asker.db.acquire().await?).await?;
    let mut outcome = BulkResult { change, done: 0, refused: 0, refusals: Vec::new() };
    for batch in ids.chunks(BATCH) {
        let others: Vec<UserId> = to.iter().map(|(master, _)| *master).collect();
        let Locked { mut transaction, records, .. } = lock(asker, batch, &others).await?;
        let asker = &asker.at(clock());
        for record in &records {
            let changed = change_one(&mut transaction, asker, record, verb, to.as_ref(), change).await;
            match changed {
                Ok(()) => outcome.done += 1,
                // Already as wanted: neither changed nor refused.
                Err(Error::Conflict(Conflict::Booking(BookingConflict::Refused(Refusal::Done)))) => {}
                Err(Error::Conflict(Conflict::Booking(why))) => outcome.refuse(&asker.salon, record, Some(why))?,
                Err(Error::Invalid(_)) => outcome.refuse(&asker.salon, record, None)?,
                Err(error) => return Err(error),
            }
        }
        transaction.commit().await?;
    }
    Ok(outcome)
}

impl BulkResult {
    fn refuse(&mut self, salon: &Salon, record: &Record, why: Option<BookingConflict>) -> Result<()> {
        self.refused += 1;
        if self.refusals.len() < LISTED {
            let starts = salon.local(record.datetime)?;
            self.refusals.push(Refused { id: record.id, client: record.client.clone(), starts, why });
        }
        Ok(())
    }
}

async fn master_called(db: &Db, id: UserId) -> Result<(UserId, String)> {
    let name = sqlx::query_scalar("SELECT name FROM users WHERE id = $1 AND is_master AND active");
    let name: Option<String> = name.bind(id).fetch_optional(db).await?;
    Ok((id, name.ok_or_else(|| Error::invalid(field::MASTER, FieldError::Wrong))?))
}

async fn change_one(
    db: &mut PgConnection,
    asker: &Asker,
    record: &Record,
    verb: &BulkAction,
    to: Option<&(UserId, String)>,
    change: ChangeId,
) -> Result<()> {
    let step = match (verb, to) {
        (BulkAction::Step(verb), _) => Step::of(*verb),
        (BulkAction::Cancel(why), _) => Step::cancel(why),
        (BulkAction::Assign(_), Some(to)) => return assign(db, asker, record, to, change).await,
        (BulkAction::Assign(_), None) => return Ok(()),
    };
    walk(db, asker, record, step, change).await
}

/// Assigns a booking to another master at the same time and price.
///
/// # Errors
/// `Conflict` when the booking has ended, is in the trash, is already that master's, or the master is busy; `Invalid`
/// for `master` when that master does not perform the service.
async fn assign(
    db: &mut PgConnection,
    asker: &Asker,
    record: &Record,
    (master, name): &(UserId, String),
    change: ChangeId,
) -> Result<()> {
    if record.trashed {
        return Err(Refusal::InTrash.into());
    }
    if !record.status.is_open() {
        return Err(Refusal::From(record.status).into());
    }
    if record.master_id == *master {
        return Err(Refusal::Done.into());
    }
    let offers = offers_of(&mut *db, record.service_id).await?;
    if !offers.iter().any(|offer| offer.master.id == *master) {
        return Err(Error::invalid(field::MASTER, FieldError::Wrong));
    }
    if is_taken(db, *master, record.busy(), Some(record.id)).await? {
        return Err(BookingConflict::Taken { alternatives: Vec::new() }.into());
    }
    let after = Record { master_id: *master, master: name.clone(), ..record.clone() };
    save(db, asker, (record, &after), BookingVerb::Reassign.into(), change).await
}
