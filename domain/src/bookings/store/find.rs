use super::columns::{ROW, Reader, Row};
use crate::{
    Db, Result,
    bookings::{BookingId, BookingRow, BookingSheet, ClientCard, Source, history::history},
    clients::ClientId,
    mentions::{mentions, same_name},
    services::ServiceId,
    staff::{Asker, Scope, UserId, working},
};
use sqlx::{Postgres, QueryBuilder};
use std::ops::Range;

#[derive(sqlx::FromRow)]
struct SheetRow {
    #[sqlx(flatten)]
    row: Row,
    version: i32,
    service_id: ServiceId,
    client_id: ClientId,
    source: Source,
    notes: Option<String>,
    allergies: Option<String>,
    visits: i32,
    no_shows: i32,
    last_visit_at: Option<jiff_sqlx::Timestamp>,
}

/// Loads a booking with its history.
///
/// # Errors
/// `NotFound` for a booking that is in the trash or not visible to the actor; `Forbidden` when the actor may see no
/// bookings.
pub async fn find(asker: &Asker, id: BookingId) -> Result<BookingSheet> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW);
    sql.push(
        ", b.version, b.service_id, b.client_id, b.source, b.notes, c.allergies, c.visits, c.no_shows, c.last_visit_at
         FROM bookings b JOIN users u ON u.id = b.master_id JOIN clients c ON c.id = b.client_id
         WHERE b.deleted_at IS NULL AND b.id = ",
    )
    .push_bind(id);
    if let Scope::Own(master) = asker.actor.bookings()? {
        sql.push(" AND b.master_id = ").push_bind(master);
    }
    let found: SheetRow = sql.build_query_as().fetch_one(&asker.db).await?;
    let shown = |text: Option<String>| text.map(|text| asker.actor.masked(text));
    let notes = shown(found.notes);
    let card = ClientCard {
        allergies: shown(found.allergies),
        visits: found.visits,
        no_shows: found.no_shows,
        last_visit: found.last_visit_at.map(|at| asker.salon.local(at.to_jiff())).transpose()?,
    };
    let card = asker.actor.clients().is_ok().then_some(card);
    let row = Reader::new(asker)?.read(found.row);
    Ok(BookingSheet {
        calls: calls(&asker.db, notes.as_deref(), row.master.id).await?,
        row,
        version: found.version,
        service: found.service_id,
        client: found.client_id,
        source: found.source,
        notes,
        card,
        history: history(asker, id).await?,
    })
}

/// Byte ranges of the mentions of staff who may see a booking of this master.
async fn calls(db: &Db, notes: Option<&str>, master: UserId) -> Result<Vec<Range<u32>>> {
    let Some(notes) = notes.filter(|notes| notes.contains('@')) else { return Ok(Vec::new()) };
    let people = working(db).await?;
    let mut calls = mentions(notes, people.iter().map(|person| person.name.as_str()));
    let sees = |name| people.iter().any(|it| it.sees_bookings_of(Some(master)) && same_name(&it.name, name));
    calls.retain(|call| sees(call.name));
    // Notes have at most 2,000 characters.
    let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Ok(calls.into_iter().map(|call| place(call.range.start)..place(call.range.end)).collect())
}

/// Loads bookings by id, in no particular order. Those in the trash or not visible to the actor are left out.
pub async fn rows(asker: &Asker, ids: &[BookingId]) -> Result<Vec<BookingRow>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW)
        .push(" FROM bookings b JOIN users u ON u.id = b.master_id WHERE b.deleted_at IS NULL AND b.id = ANY(");
    sql.push_bind(ids).push(")");
    if let Scope::Own(master) = asker.actor.bookings()? {
        sql.push(" AND b.master_id = ").push_bind(master);
    }
    let rows: Vec<Row> = sql.build_query_as().fetch_all(&asker.db).await?;
    let reader = Reader::new(asker)?;
    Ok(rows.into_iter().map(|row| reader.read(row)).collect())
}
