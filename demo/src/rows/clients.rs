//! Rows of `clients`; the table's own trigger fills what a search reads.

use crate::binary::Row;
use crate::card::Card;
use crate::store::copy::{Rows, Stopped};
use crate::totals::Totals;

use super::{Source, id};

pub(crate) const CLIENTS: &[&str] = &[
    "id",
    "name",
    "phone",
    "phone_e164",
    "email",
    "instagram_id",
    "language",
    "birthday",
    "source",
    "allergies",
    "notes",
    "visits",
    "spent",
    "no_shows",
    "last_visit_at",
    "created_at",
];

/// Writes all cards with their totals.
pub(crate) fn write_clients(from: &Source, totals: &[Totals], rows: &mut Rows) -> Result<(), Stopped> {
    for (at, card) in from.cards.iter().enumerate() {
        let totals = totals.get(at).copied().unwrap_or_default();
        rows.row(|row| write(row, at, card, totals))?;
    }
    Ok(())
}

fn write(row: &mut Row, at: usize, card: &Card, totals: Totals) {
    row.bigint(id(at));
    row.text(&card.name);
    row.maybe(card.phone.as_ref(), |row, phone| row.text(&phone.typed));
    row.maybe(card.phone.as_ref(), |row, phone| row.text(&phone.e164));
    row.maybe(card.email.as_deref(), Row::text);
    row.maybe(card.handle.as_deref(), Row::text);
    row.text(card.language.code());
    row.maybe(card.birthday, Row::date);
    row.text(card.source.code());
    row.maybe(card.allergies, Row::text);
    row.maybe(card.notes, Row::text);
    row.integer(totals.visits);
    row.bigint(totals.spent);
    row.integer(totals.no_shows);
    row.maybe(totals.last_visit, Row::timestamp);
    row.timestamp(card.created);
}
