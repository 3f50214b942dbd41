use super::{
    book::start,
    locks::lock_one,
    record::{Record, difference},
    save::{is_taken, save},
};
use crate::{
    Error, FieldError, Money, Result,
    bookings::{
        BookingConflict, BookingFacts, BookingId, BookingVerb, Changed, Done, Fields, Need, NewFields, field,
        store::free::with_alternatives,
    },
    events::EventVerb as _,
    restore_phones,
    services::offer_by,
    settings::local_time,
    staff::{Asker, Master, Permission},
};
use jiff::SignedDuration;
use sqlx::PgConnection;

/// Edits the fields of a booking.
///
/// # Errors
/// `Forbidden` without `bookings:edit`. `NotFound` for a booking that is in the trash or not visible to the actor.
/// `Invalid` for fields. `Conflict` when the master is busy, or when the booking was changed after `version`: `Changed`
/// then has the present values.
pub async fn edit(asker: &Asker, (id, version): (BookingId, i32), fields: &NewFields) -> Result<Done> {
    asker.actor.require(Permission::EditBookings)?;
    fields.check()?;
    let (mut transaction, record, change) = lock_one(asker, id, &[fields.master]).await?;
    if record.trashed {
        return Err(Error::NotFound);
    }
    if record.version != version {
        return Err(changed(&mut transaction, asker, record).await?);
    }
    let after = edited(&mut transaction, asker, &record, fields).await?;
    if after.facts() == record.facts() {
        return Ok(Done { change, bookings: Vec::new() });
    }
    let moved = (after.busy(), after.master_id) != (record.busy(), record.master_id);
    if moved && after.blocks() && is_taken(&mut transaction, after.master_id, after.busy(), Some(id)).await? {
        transaction.rollback().await?;
        let taken = BookingConflict::Taken { alternatives: Vec::new() }.into();
        return Err(with_alternatives(asker, &after, taken).await);
    }
    let verb = verb(&record, &after);
    save(&mut transaction, asker, (&record, &after), verb.into(), change).await?;
    transaction.commit().await?;
    Ok(Done { change, bookings: vec![id] })
}

/// The event's verb: rescheduling and reassigning alone have verbs of their own.
fn verb(before: &Record, after: &Record) -> BookingVerb {
    let (_, is) = difference(before, after);
    let nothing = BookingFacts::default();
    let times =
        BookingFacts { datetime: None, ends_at: None, minutes: None, busy_from: None, busy_to: None, ..is.clone() };
    let master = BookingFacts { master_id: None, master: None, ..is };
    match () {
        () if times == nothing => BookingVerb::Reschedule,
        () if master == nothing => BookingVerb::Reassign,
        () => BookingVerb::Edit,
    }
}

/// The booking after the edit. An unchanged service and master are not validated again, since the offer may have been
/// removed meanwhile.
async fn edited(db: &mut PgConnection, asker: &Asker, record: &Record, fields: &NewFields) -> Result<Record> {
    let mut after = record.clone();
    if (fields.master, fields.service) != (record.master_id, record.service_id) {
        let offer = offer_by(db, fields.service, fields.master, asker.language).await?;
        let (name, offer) = offer.ok_or_else(|| Error::invalid(field::MASTER, FieldError::Wrong))?;
        (after.master_id, after.master) = (offer.master.id, offer.master.name);
        if fields.service != record.service_id {
            (after.service_id, after.service_name) = (fields.service, name);
            let need = Need::minutes(offer.before, fields.minutes, offer.after);
            after = after.at(record.datetime, need);
        }
    }
    let length = SignedDuration::from_mins(fields.minutes.into());
    let local = local_time(&asker.salon.time_zone()?, record.datetime);
    let start = if fields.starts == local { record.datetime } else { start(asker, fields.starts)? };
    let need = Need { length, ..after.need() };
    after = after.at(start, need);
    after.price = fields.price;
    let typed = fields.notes.trim();
    let notes = match record.notes.as_deref().filter(|_| !asker.actor.has(Permission::SeeContacts)) {
        // They edited masked notes.
        Some(original) => restore_phones(typed, original),
        None => typed.to_owned(),
    };
    after.notes = Some(notes).filter(|notes| !notes.is_empty());
    Ok(after)
}

/// The conflict for an edit that is based on an old version.
async fn changed(db: &mut PgConnection, asker: &Asker, record: Record) -> Result<Error> {
    let by = sqlx::query_scalar(
        "SELECT u.name FROM events e LEFT JOIN users u ON u.id = e.actor_id
         WHERE e.entity = $1 AND e.entity_id = $2 ORDER BY e.id DESC LIMIT 1",
    );
    let by: Option<Option<String>> = by.bind(BookingVerb::ENTITY).bind(record.id).fetch_optional(db).await?;
    let changed = Changed { by: by.flatten(), version: record.version, fields: fields(asker, record)? };
    Ok(BookingConflict::Changed(Box::new(changed)).into())
}

fn fields(asker: &Asker, record: Record) -> Result<Fields> {
    Ok(Fields {
        starts: local_time(&asker.salon.time_zone()?, record.datetime),
        minutes: i32::try_from(record.need().length.as_mins()).unwrap_or(i32::MAX),
        master: Master { id: record.master_id, name: record.master },
        service: record.service_id,
        service_name: record.service_name,
        price: Money { minor: record.price, currency: record.currency },
        notes: asker.actor.masked(record.notes.unwrap_or_default()),
    })
}
