use super::{
    BATCH,
    life::{Step, walk},
    locks::{Locked, lock},
    new_change,
    record::Record,
    save::{is_taken, save},
};
use crate::{
    Db, Error, Flaw, Result,
    bookings::{
        BookingQuery, BookingVerb, ChangeId, Conflict, ManyDone, ManyVerb, Refusal, Refused, Selection, Verb,
        store::list::matching_ids,
    },
    services::offers_of,
    settings::Salon,
    staff::{Actor, Permission, UserId},
};
use jiff::Timestamp;
use sqlx::PgConnection;

/// More than this is no day's work: it is narrowed down first.
const MOST: usize = 10_000;
/// So many refusals are listed.
const LISTED: usize = 200;

/// How many of them there are to change: at most one more than are changed at once.
pub async fn count_many(db: &Db, actor: &Actor, salon: &Salon, query: &BookingQuery) -> Result<u32> {
    actor.must(Permission::EditBookings)?;
    Ok(u32::try_from(matching_ids(db, actor, salon, query, MOST + 1).await?.len()).unwrap_or(u32::MAX))
}

/// Changes many bookings: each where its rule allows it, and says of the rest why not.
///
/// `clock` is asked for each batch: what is done last can be undone for as long as anything else.
///
/// # Errors
/// `Invalid` for the reason or the master, and for the field `selection` where it is too large.
pub async fn change_many(
    db: &Db,
    actor: &Actor,
    salon: &Salon,
    selection: &Selection,
    verb: &ManyVerb,
    clock: impl Fn() -> Timestamp,
) -> Result<ManyDone> {
    actor.must(Permission::EditBookings)?;
    match verb {
        ManyVerb::Cancel(why) => why.check()?,
        ManyVerb::Step(Verb::Cancel) => return Err(Error::invalid("reason", Flaw::Required)),
        // Whether each may be asked for at all; of one's own day that is asked one by one.
        ManyVerb::Step(verb) => actor.must(verb.permission())?,
        ManyVerb::Assign(_) => {}
    }
    let to = match verb {
        ManyVerb::Assign(master) => Some(master_called(db, *master).await?),
        _ => None,
    };
    let ids = match selection {
        Selection::Some(ids) => ids.clone(),
        Selection::All(query) => matching_ids(db, actor, salon, query, MOST + 1).await?,
    };
    if ids.len() > MOST {
        return Err(Error::invalid("selection", Flaw::TooLong { most: 10_000 }));
    }
    let change = new_change(&mut *db.acquire().await?).await?;
    let mut outcome = ManyDone { change, done: 0, refused: 0, refusals: Vec::new() };
    for batch in ids.chunks(BATCH) {
        let others: Vec<UserId> = to.iter().map(|(master, _)| *master).collect();
        let Locked { mut transaction, records, .. } = lock(db, actor, batch, &others).await?;
        let now = clock();
        for record in &records {
            let changed = change_one(&mut transaction, actor, salon, record, verb, to.as_ref(), change, now).await;
            match changed {
                Ok(()) => outcome.done += 1,
                // It is as it is wanted.
                Err(Error::Conflict(Conflict::Refused(Refusal::Done))) => {}
                Err(Error::Conflict(why)) => outcome.refuse(salon, record, Some(why))?,
                Err(Error::Invalid(_)) => outcome.refuse(salon, record, None)?,
                Err(error) => return Err(error),
            }
        }
        transaction.commit().await?;
    }
    Ok(outcome)
}

impl ManyDone {
    fn refuse(&mut self, salon: &Salon, record: &Record, why: Option<Conflict>) -> Result<()> {
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
    Ok((id, name.ok_or_else(|| Error::invalid("master", Flaw::Wrong))?))
}

#[allow(clippy::too_many_arguments)] // it is one step of the loop above
async fn change_one(
    db: &mut PgConnection,
    actor: &Actor,
    salon: &Salon,
    record: &Record,
    verb: &ManyVerb,
    to: Option<&(UserId, String)>,
    change: ChangeId,
    now: Timestamp,
) -> Result<()> {
    let step = match (verb, to) {
        (ManyVerb::Step(verb), _) => Step::of(*verb),
        (ManyVerb::Cancel(why), _) => Step::cancel(why),
        (ManyVerb::Assign(_), Some(to)) => return assign(db, actor, record, to, change, now).await,
        (ManyVerb::Assign(_), None) => return Ok(()),
    };
    walk(db, actor, salon, record, step, change, now).await
}

/// Gives a booking to another master who performs its service, at the same time and price.
async fn assign(
    db: &mut PgConnection,
    actor: &Actor,
    record: &Record,
    (master, name): &(UserId, String),
    change: ChangeId,
    now: Timestamp,
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
        return Err(Error::invalid("master", Flaw::Wrong));
    }
    if is_taken(db, *master, record.busy(), Some(record.id)).await? {
        return Err(Error::Conflict(Conflict::Taken { alternatives: Vec::new() }));
    }
    let after = Record { master_id: *master, master: name.clone(), ..record.clone() };
    save(db, actor, (record, &after), BookingVerb::Reassign.into(), change, now).await
}
