//! Rows of `bookings`, in the order of creation.

use crate::binary::BinaryRow;
use crate::booking::{Booking, Visit};
use crate::catalogue::{Service, Text};
use crate::client_card::ClientCard;
use crate::clock::MINUTE;
use crate::history::History;
use crate::rng::Rng;
use crate::sample_texts;
use crate::store::copy::{ConnectionLost, RowWriter};
use crate::totals::Totals;
use domain::Language;

use super::{RowSource, id};

pub(crate) const BOOKINGS: &[&str] = &[
    "id",
    "datetime",
    "ends_at",
    "busy",
    "master_id",
    "user_id",
    "client_id",
    "service_id",
    "name",
    "phone",
    "phone_e164",
    "instagram_id",
    "service_name",
    "status",
    "price",
    "currency",
    "source",
    "notes",
    "visit_id",
    "version",
    "deleted_at",
    "created_at",
];

/// Writes all bookings and returns the totals of each client.
pub(crate) fn write_bookings(from: &RowSource, rows: &mut RowWriter) -> Result<Vec<Totals>, ConnectionLost> {
    let mut totals = vec![Totals::default(); from.cards.len()];
    for (number, booking) in from.plan.bookings.iter().enumerate() {
        let history = History::of(&from.salon, number, booking);
        if history.deleted.is_none()
            && let Some(totals) = totals.get_mut(booking.client)
        {
            totals.count(booking);
        }
        let offer = from.salon.offers.get(booking.service);
        if let (Some(card), Some(offer)) = (from.cards.get(booking.client), offer) {
            rows.write_row(|row| write(row, from, (number, booking), &history, (card, &offer.service)))?;
        }
    }
    Ok(totals)
}

fn write(
    row: &mut BinaryRow,
    from: &RowSource,
    (number, booking): (usize, &Booking),
    history: &History,
    (card, service): (&ClientCard, &Service),
) {
    row.bigint(id(number));
    write_time(row, booking, service);
    row.bigint(from.salon.masters.get(booking.master).map_or(0, |master| from.person(master.person)));
    row.nullable(history.creator().map(|person| from.person(person)), BinaryRow::bigint);
    row.bigint(id(booking.client));
    row.bigint(from.ids.services.get(booking.service).copied().unwrap_or_default());
    row.text(&card.name);
    row.nullable(card.phone.as_ref(), |row, phone| row.text(&phone.typed));
    row.nullable(card.phone.as_ref(), |row, phone| row.text(&phone.e164));
    row.nullable(card.handle.as_deref(), BinaryRow::text);
    row.text(in_language(service.name, card.language));
    row.text(booking.status.code());
    row.bigint(booking.price);
    row.text(&from.currency);
    row.text(booking.source.code());
    row.nullable(notes(from, number), BinaryRow::text);
    row.nullable(visit(number, booking), BinaryRow::bigint);
    // The version counts the changes, one per event.
    row.integer(i32::try_from(history.events.len()).unwrap_or(1));
    row.nullable(history.deleted, BinaryRow::timestamp);
    row.timestamp(booking.created);
}

fn write_time(row: &mut BinaryRow, booking: &Booking, service: &Service) {
    row.timestamp(booking.start);
    row.timestamp(booking.end());
    row.range(booking.start - i64::from(service.before) * MINUTE, booking.end() + i64::from(service.after) * MINUTE);
}

fn in_language(name: Text, language: Language) -> &'static str {
    match language {
        Language::Ru => name.ru,
        Language::En => name.en,
        Language::Ar => name.ar,
    }
}

fn notes(from: &RowSource, number: usize) -> Option<&'static str> {
    let stream = (3_u64 << 32).wrapping_add(u64::try_from(number).unwrap_or(0));
    let mut rng = Rng::new(from.salon.seed, stream);
    rng.chance(60).then(|| rng.pick(sample_texts::BOOKING_NOTES))
}

/// The id of a visit is that of its first booking.
fn visit(number: usize, booking: &Booking) -> Option<i64> {
    match booking.visit {
        Visit::Single => None,
        Visit::First => Some(id(number)),
        Visit::Second => Some(id(number) - 1),
    }
}
