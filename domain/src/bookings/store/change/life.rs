use super::{
    book::start,
    locks::lock_one,
    record::Record,
    save::{Note, is_taken, save},
};
use crate::{
    Error, FieldError, Language, Result,
    bookings::{
        BookingConflict, BookingFacts, BookingId, BookingVerb, Cancellation, CancelledBy, ChangeId, Done, Ending, Life,
        NewTime, Refusal, Verb, field, history::STATUS_CHANGED, store::free::with_alternatives,
    },
    events::EventVerb as _,
    services::offer_by,
    staff::{Asker, Permission, UserId},
};
use serde_json::Value;
use sqlx::PgConnection;

/// Takes a step on a booking, except cancelling, see [`cancel`]. Reopening and restoring may move the booking to `at`,
/// since its own time may have been taken meanwhile.
///
/// # Errors
/// `Forbidden` without the permission; `NotFound` for a booking that is not visible to the actor; `Invalid` for
/// `reason`, `at`, `master` or `starts`; `Conflict` when the step is not possible or the time is taken.
pub async fn take_step(asker: &Asker, id: BookingId, verb: Verb, at: Option<NewTime>) -> Result<Done> {
    if verb == Verb::Cancel {
        return Err(Error::invalid(field::REASON, FieldError::Required));
    }
    if at.is_some() {
        asker.actor.require(Permission::EditBookings)?;
        if !matches!(verb, Verb::Reopen | Verb::Restore) {
            return Err(Error::invalid(field::AT, FieldError::Wrong));
        }
    }
    one_step(asker, id, Step { at, ..Step::of(verb) }).await
}

/// Cancels a booking, with a reason.
///
/// # Errors
/// `Invalid` for the field `reason`; otherwise as [`take_step`].
pub async fn cancel(asker: &Asker, id: BookingId, why: &Cancellation) -> Result<Done> {
    why.check()?;
    one_step(asker, id, Step::cancel(why)).await
}

/// A step with further values for its event.
#[derive(Clone)]
pub struct Step {
    pub verb: Verb,
    pub more: BookingFacts,
    /// New time and master, for reopening and restoring.
    pub at: Option<NewTime>,
}

impl Step {
    /// A step without further values.
    pub fn of(verb: Verb) -> Self {
        Step { verb, more: BookingFacts::default(), at: None }
    }

    /// A cancellation with its reason.
    pub fn cancel(why: &Cancellation) -> Self {
        let by = if why.by_client { CancelledBy::Client } else { CancelledBy::Salon };
        let more = BookingFacts { reason: Some(why.reason.trim().to_owned()), by: Some(by), ..BookingFacts::default() };
        Step { more, ..Step::of(Verb::Cancel) }
    }
}

async fn one_step(asker: &Asker, id: BookingId, step: Step) -> Result<Done> {
    let other: Vec<UserId> = step.at.iter().map(|at| at.master).collect();
    let (mut transaction, record, change) = lock_one(asker, id, &other).await?;
    let taken = walk(&mut transaction, asker, &record, step, change).await;
    if let Err(error) = taken {
        transaction.rollback().await?;
        return Err(with_alternatives(asker, &record, error).await);
    }
    transaction.commit().await?;
    Ok(Done { change, bookings: vec![id] })
}

/// Takes the step on a booking whose master's day is locked by the transaction.
pub(super) async fn walk(
    db: &mut PgConnection,
    asker: &Asker,
    record: &Record,
    Step { verb, more, at }: Step,
    change: ChangeId,
) -> Result<()> {
    permit(asker, record, verb)?;
    let ending = ending(db, record).await?;
    let life = Life { status: record.status, trashed: record.trashed, ending };
    let mut after = record.clone().living(life.after(verb, asker.now)?);
    if let Some(at) = at {
        after = moved(db, asker, after, at).await?;
    }
    let asks = !record.blocks() || (after.busy(), after.master_id) != (record.busy(), record.master_id);
    if after.blocks() && asks && is_taken(db, after.master_id, after.busy(), Some(record.id)).await? {
        return Err(BookingConflict::Taken { alternatives: Vec::new() }.into());
    }
    save(db, asker, (record, &after), Note { verb: verb.into(), more }, change).await
}

/// The booking at another time, perhaps of another master.
///
/// # Errors
/// `Invalid` for `master` when that master does not perform the service.
async fn moved(db: &mut PgConnection, asker: &Asker, record: Record, at: NewTime) -> Result<Record> {
    let (start, need) = (start(asker, at.starts)?, record.need());
    let mut after = record.at(start, need);
    if at.master != after.master_id {
        // The service's name is not used, so any language will do.
        let offer = offer_by(db, after.service_id, at.master, Language::En).await?;
        let (_, offer) = offer.ok_or_else(|| Error::invalid(field::MASTER, FieldError::Wrong))?;
        (after.master_id, after.master) = (offer.master.id, offer.master.name);
    }
    Ok(after)
}

/// Checks the permission; [`Refusal::NotToday`] for a master's own booking of another day.
fn permit(asker: &Asker, record: &Record, verb: Verb) -> Result<()> {
    let own = record.master_id == asker.actor.id;
    let today = asker.salon.local(record.datetime)?.date() == asker.salon.local(asker.now)?.date();
    if verb.is_for(&asker.actor, own && today) {
        Ok(())
    } else if own && verb.is_along() && asker.actor.has(Permission::AdvanceOwnBookings) {
        Err(Refusal::NotToday.into())
    } else {
        Err(Error::Forbidden)
    }
}

/// The step that ended the booking; `None` when it is open, or the events do not have the step.
async fn ending(db: &mut PgConnection, record: &Record) -> Result<Option<Ending>> {
    if record.status.is_open() {
        return Ok(None);
    }
    let ends = |verb: &Verb| verb.leads_to().is_some_and(|status| !status.is_open());
    let ending: Vec<BookingVerb> = Verb::ALL.into_iter().filter(ends).map(BookingVerb::from).collect();
    let sql = format!(
        "SELECT at, before FROM events
         WHERE entity = $1 AND entity_id = $2 AND (verb = ANY($3) OR verb = $4 AND {STATUS_CHANGED})
         ORDER BY id DESC LIMIT 1"
    );
    let found: Option<(jiff_sqlx::Timestamp, Option<Value>)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(BookingVerb::ENTITY)
        .bind(record.id)
        .bind(ending)
        .bind(BookingVerb::Undo)
        .fetch_optional(db)
        .await?;
    let ending = |(at, before): (jiff_sqlx::Timestamp, Option<Value>)| {
        let before = BookingFacts::read(before.as_ref())?;
        // `Life` handles a missing status: it is then the present one, which is not open.
        Ok(Ending { at: at.to_jiff(), before: before.status.unwrap_or(record.status) })
    };
    found.map(ending).transpose()
}
