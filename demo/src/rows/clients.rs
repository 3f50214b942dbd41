//! Rows of `clients`. A trigger of the table fills the search column.

use crate::binary::BinaryRow;
use crate::client_card::ClientCard;
use crate::store::copy::{ConnectionLost, RowWriter};
use crate::totals::Totals;

use super::{RowSource, id};

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

pub(crate) fn write_clients(from: &RowSource, totals: &[Totals], rows: &mut RowWriter) -> Result<(), ConnectionLost> {
    for (at, card) in from.cards.iter().enumerate() {
        let totals = totals.get(at).copied().unwrap_or_default();
        rows.write_row(|row| write(row, at, card, totals))?;
    }
    Ok(())
}

fn write(row: &mut BinaryRow, at: usize, card: &ClientCard, totals: Totals) {
    row.bigint(id(at));
    row.text(&card.name);
    row.nullable(card.phone.as_ref(), |row, phone| row.text(&phone.typed));
    row.nullable(card.phone.as_ref(), |row, phone| row.text(&phone.e164));
    row.nullable(card.email.as_deref(), BinaryRow::text);
    row.nullable(card.handle.as_deref(), BinaryRow::text);
    row.text(card.language.code());
    row.nullable(card.birthday, BinaryRow::date);
    row.text(card.source.code());
    row.nullable(card.allergies, BinaryRow::text);
    row.nullable(card.notes, BinaryRow::text);
    row.integer(totals.visits);
    row.bigint(totals.spent);
    row.integer(totals.no_shows);
    row.nullable(totals.last_visit, BinaryRow::timestamp);
    row.timestamp(card.created);
}
