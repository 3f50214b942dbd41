//! Rows of `bookings`, in the order of their creation.

use crate::binary::Row;
use crate::booking::{Booking, Visit};
use crate::card::Card;
use crate::catalogue::{Service, Text};
use crate::clock::MINUTE;
use crate::history::History;
use crate::rng::Rng;
use crate::store::copy::{Rows, Stopped};
use crate::totals::Totals;
use crate::words;
use domain::Language;

use super::{Source, id};

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

/// Writes all bookings and returns what they add up to on each card.
pub(crate) fn write_bookings(from: &Source, rows: &mut Rows) -> Result<Vec<Totals>, Stopped> {
    let mut totals = vec![Totals::default(); from.cards.len()];
    for (number, booking) in from.plan.bookings.iter().enumerate() {
        let history = History::of(&from.salon, number, booking);
        if history.deleted.is_none()
            && let Some(totals) = totals.get_mut(booking.guest)
        {
            totals.count(booking);
        }
        let offer = from.salon.offers.get(booking.service);
        if let (Some(card), Some(offer)) = (from.cards.get(booking.guest), offer) {
            rows.row(|row| write(row, from, (number, booking), &history, (card, &offer.service)))?;
        }
    }
    Ok(totals)
}

fn write(
    row: &mut Row,
    from: &Source,
    (number, booking): (usize, &Booking),
    history: &History,
    (card, service): (&Card, &Service),
) {
    row.bigint(id(number));
    write_time(row, booking, service);
    row.bigint(from.salon.masters.get(booking.master).map_or(0, |master| from.person(master.person)));
    row.maybe(history.creator().map(|person| from.person(person)), Row::bigint);
    row.bigint(id(booking.guest));
    row.bigint(from.ids.services.get(booking.service).copied().unwrap_or_default());
    row.text(&card.name);
    row.maybe(card.phone.as_ref(), |row, phone| row.text(&phone.typed));
    row.maybe(card.phone.as_ref(), |row, phone| row.text(&phone.e164));
    row.maybe(card.handle.as_deref(), Row::text);
    row.text(in_language(service.name, card.language));
    row.text(booking.status.code());
    row.bigint(booking.price);
    row.text(&from.currency);
    row.text(booking.source.code());
    row.maybe(notes(from, number), Row::text);
    row.maybe(visit(number, booking), Row::bigint);
    // As often changed as the history says.
    row.integer(i32::try_from(history.events.len()).unwrap_or(1));
    row.maybe(history.deleted, Row::timestamp);
    row.timestamp(booking.created);
}

fn write_time(row: &mut Row, booking: &Booking, service: &Service) {
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

fn notes(from: &Source, number: usize) -> Option<&'static str> {
    let stream = (3_u64 << 32).wrapping_add(u64::try_from(number).unwrap_or(0));
    let mut rng = Rng::new(from.salon.seed, stream);
    rng.chance(60).then(|| rng.pick(words::BOOKING_NOTES))
}

/// A visit carries the id of its first booking.
fn visit(number: usize, booking: &Booking) -> Option<i64> {
    match booking.visit {
        Visit::Single => None,
        Visit::First => Some(id(number)),
        Visit::Second => Some(id(number) - 1),
    }
}
