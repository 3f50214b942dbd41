use super::{
    BATCH,
    keys::{Keyed, Progress},
    life::{Step, walk},
    locks::{Locked, lock},
    record::Record,
    save::{is_taken, save},
};
use crate::{
    Conflict, Db, Error, FieldError, Result,
    bookings::{
        BookingConflict, BookingId, BookingQuery, BookingVerb, BulkAction, BulkResult, ChangeId, Counted, Refusal,
        Refused, Selection, Verb, field,
        store::{
            find::rows,
            list::{count_exact, matching_ids},
        },
    },
    events::{self, EventVerb as _, Seq},
    services::offers_of,
    settings::Salon,
    staff::{Asker, Permission, UserId},
};
use jiff::Timestamp;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use std::collections::HashSet;

/// Upper limit of bookings in a bulk change.
const MOST: usize = 10_000;
/// Upper limit of refusals in the result.
const LISTED: usize = 200;

/// Number of bookings that a bulk change of all matches would change, and the place in the feed at which it was counted.
///
/// # Errors
/// `Forbidden` without `bookings:edit`; `Invalid` for filters that could not be read.
pub async fn count_matching(asker: &Asker, query: &BookingQuery) -> Result<Counted> {
    asker.actor.require(Permission::EditBookings)?;
    query.check()?;
    // Read first: what becomes visible while it is counted is left out of the bulk change.
    let seq = events::latest(&asker.db).await?;
    Ok(Counted { count: count_exact(asker, query, MOST + 1).await?, seq })
}

/// Applies a bulk action to each selected booking for which it is possible, and reports the others. The same request
/// with the same key gets the first answer; if the process ended before it answered, the request goes on where it was.
///
/// `clock` is read once per batch, so that the time for undoing is counted from the end of a long bulk change.
///
/// # Errors
/// `Forbidden` without the permission. `Invalid` for `reason`, `master` or `key`; for filters that could not be read;
/// and for `selection` with more than 10,000 bookings, or counted at a place that the feed does not have any more.
pub async fn change_in_bulk(
    asker: &Asker,
    key: &str,
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
    selection.check(key)?;
    let keyed = Keyed::new(key, &(selection, verb))?;
    let begun = match keyed.progress(asker).await? {
        Progress::Answered(answer) => return Ok(answer),
        Progress::Begun(change) => Some(change),
        Progress::New => None,
    };
    let to = match verb {
        BulkAction::Assign(master) => Some(master_called(&asker.db, *master).await?),
        _ => None,
    };
    let Chosen { ids, mut newer, counted } = Chosen::of(asker, selection, begun).await?;
    let change = match begun {
        Some(change) => change,
        None => keyed.reserve(asker).await?,
    };
    let mut outcome = BulkResult::new(change);
    for batch in ids.chunks(BATCH) {
        let others: Vec<UserId> = to.iter().map(|(master, _)| *master).collect();
        let Locked { mut transaction, records, .. } = lock(asker, batch, &others).await?;
        let asker = &asker.at(clock());
        let (done, changed) = events_of(&mut transaction, batch, change, counted).await?;
        for record in records.iter().filter(|record| !done.contains(&record.id)) {
            if changed.contains(&record.id) {
                newer.push(record.id);
                continue;
            }
            match change_one(&mut transaction, asker, record, verb, to.as_ref(), change).await {
                // Already as wanted: neither changed nor refused.
                Ok(()) | Err(Error::Conflict(Conflict::Booking(BookingConflict::Refused(Refusal::Done)))) => {}
                Err(Error::Conflict(Conflict::Booking(why))) => outcome.refuse(&asker.salon, record, Some(why))?,
                Err(Error::Invalid(_)) => outcome.refuse(&asker.salon, record, None)?,
                Err(error) => return Err(error),
            }
        }
        transaction.commit().await?;
    }
    outcome.done = changed_by(asker, change).await?;
    outcome.newer = u32::try_from(newer.len()).unwrap_or(u32::MAX);
    newer.truncate(LISTED);
    if !newer.is_empty() {
        outcome.newer_rows = rows(asker, &newer).await?;
    }
    keyed.end(asker, outcome).await
}

/// The bookings of a selection.
struct Chosen {
    ids: Vec<BookingId>,
    /// Those that match, but came or changed after they were counted.
    newer: Vec<BookingId>,
    /// The place in the feed at which they were counted; `None` for bookings that were selected one by one.
    counted: Option<Seq>,
}

impl Chosen {
    /// `begun` is the change that began to change them, if the request is repeated.
    async fn of(asker: &Asker, selection: &Selection, begun: Option<ChangeId>) -> Result<Self> {
        let chosen = match selection {
            Selection::Some(ids) => Chosen { ids: ids.clone(), newer: Vec::new(), counted: None },
            Selection::All { query, counted } => {
                if !events::is_known(&asker.db, *counted).await? {
                    return Err(Error::invalid(field::SELECTION, FieldError::Wrong));
                }
                let changed = changed_since(asker, *counted, begun).await?;
                if changed.len() > MOST {
                    return Err(Error::invalid(field::SELECTION, FieldError::Wrong));
                }
                let ids = matching_ids(asker, query, MOST + 1 + changed.len()).await?;
                let (newer, ids) = ids.into_iter().partition(|id| changed.contains(id));
                Chosen { ids, newer, counted: Some(*counted) }
            }
        };
        if chosen.ids.len() > MOST {
            return Err(Error::invalid(field::SELECTION, FieldError::TooLong { most: 10_000 }));
        }
        Ok(chosen)
    }
}

/// The bookings that changed after a place in the feed, except by the change `but`; one more than a bulk change may
/// change, if they are more.
async fn changed_since(asker: &Asker, seq: Seq, but: Option<ChangeId>) -> Result<HashSet<BookingId>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT DISTINCT e.entity_id FROM events e WHERE e.entity = ");
    sql.push_bind(BookingVerb::ENTITY).push(" AND e.change IS DISTINCT FROM ").push_bind(but).push(" AND ");
    events::push_later(&mut sql, seq);
    sql.push(format_args!(" LIMIT {}", MOST + 1));
    let ids: Vec<BookingId> = sql.build_query_scalar().fetch_all(&asker.db).await?;
    Ok(ids.into_iter().collect())
}

/// Of these bookings, whose days are locked: those that the change has changed already, and those that others changed
/// after they were counted.
async fn events_of(
    db: &mut PgConnection,
    ids: &[BookingId],
    change: ChangeId,
    counted: Option<Seq>,
) -> Result<(HashSet<BookingId>, HashSet<BookingId>)> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT e.entity_id, coalesce(e.change = ");
    sql.push_bind(change).push(", false) AS own FROM events e WHERE e.entity = ").push_bind(BookingVerb::ENTITY);
    sql.push(" AND e.entity_id = ANY(").push_bind(ids).push(") AND (e.change = ").push_bind(change);
    if let Some(counted) = counted {
        sql.push(" OR ");
        events::push_later(&mut sql, counted);
    }
    sql.push(")");
    let found: Vec<(BookingId, bool)> = sql.build_query_as().fetch_all(db).await?;
    let (done, changed): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, own)| *own);
    let ids = |found: Vec<(BookingId, bool)>| found.into_iter().map(|(id, _)| id).collect();
    Ok((ids(done), ids(changed)))
}

/// Number of bookings that a change has changed.
async fn changed_by(asker: &Asker, change: ChangeId) -> Result<u32> {
    let count: i64 = sqlx::query_scalar("SELECT count(DISTINCT entity_id) FROM events WHERE change = $1")
        .bind(change)
        .fetch_one(&asker.db)
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

impl BulkResult {
    fn new(change: ChangeId) -> Self {
        BulkResult { change, done: 0, refused: 0, refusals: Vec::new(), newer: 0, newer_rows: Vec::new() }
    }

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
