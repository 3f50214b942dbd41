use super::record::{Record, difference};
use crate::bookings::free::Span;
use crate::{
    Result,
    bookings::{BookingFacts, BookingId, BookingVerb, ChangeId},
    events::{NewEvent, push_events},
    staff::{Asker, UserId},
};
use jiff_sqlx::ToSqlx as _;
use sqlx::{PgConnection, Postgres, QueryBuilder};

/// Whether a busy range overlaps another booking of the master, `but` excluded. The caller holds the master's lock, so
/// that the answer stays true.
pub(super) async fn is_taken(
    db: &mut PgConnection,
    master: UserId,
    busy: Span,
    but: Option<BookingId>,
) -> Result<bool> {
    let taken = sqlx::query_scalar(
        "SELECT EXISTS (
             SELECT FROM bookings WHERE master_id = $1 AND busy && tstzrange($2, $3)
                 AND deleted_at IS NULL AND status NOT IN ('cancelled', 'no_show') AND id IS DISTINCT FROM $4)",
    );
    Ok(taken.bind(master).bind(busy.0.to_sqlx()).bind(busy.1.to_sqlx()).bind(but).fetch_one(db).await?)
}

/// Verb of an event, with values that are no fields of the booking.
pub struct Note {
    pub verb: BookingVerb,
    /// Only `reason`, `by` and `undoes` are read.
    pub more: BookingFacts,
}

impl From<BookingVerb> for Note {
    /// A verb without further values.
    fn from(verb: BookingVerb) -> Self {
        Note { verb, more: BookingFacts::default() }
    }
}

/// Updates the booking and writes the event.
pub(super) async fn save(
    db: &mut PgConnection,
    asker: &Asker,
    (before, after): (&Record, &Record),
    Note { verb, more }: Note,
    change: ChangeId,
) -> Result<()> {
    let (was, is) = difference(before, after);
    let BookingFacts { reason, by, undoes, .. } = more;
    // Undoing compares it with the booking's version.
    let version = Some(before.version + 1);
    let is = BookingFacts { reason, by, undoes, version, ..is };
    let event = NewEvent { actor: Some(asker.actor.id), id: after.id.0, verb, before: Some(was), after: Some(is) };
    // One statement saves a round trip while the master's day is locked.
    let mut sql = QueryBuilder::<Postgres>::new("WITH noted AS (");
    push_events(&mut sql, [event], Some(change), asker.now);
    sql.push(") UPDATE bookings SET datetime = ").push_bind(after.datetime.to_sqlx());
    sql.push(", ends_at = ").push_bind(after.ends_at.to_sqlx());
    sql.push(", busy = tstzrange(").push_bind(after.busy_from.to_sqlx());
    sql.push(", ").push_bind(after.busy_to.to_sqlx());
    sql.push("), master_id = ").push_bind(after.master_id);
    sql.push(", service_id = ").push_bind(after.service_id);
    sql.push(", service_name = ").push_bind(&after.service_name);
    sql.push(", status = ").push_bind(after.status);
    sql.push(", price = ").push_bind(after.price);
    sql.push(", currency = ").push_bind(&after.currency);
    sql.push(", notes = ").push_bind(&after.notes);
    sql.push(", version = version + 1, deleted_at = CASE WHEN ").push_bind(after.trashed);
    sql.push(" THEN coalesce(deleted_at, ").push_bind(asker.now.to_sqlx());
    sql.push(") END WHERE id = ").push_bind(after.id);
    sql.build().execute(db).await?;
    Ok(())
}
