use super::columns::{ROW, Reader, Row};
use crate::{
    Db, Result,
    bookings::{BookingId, BookingSheet, ClientCard, Source},
    events,
    settings::Salon,
    staff::{Actor, Scope},
};
use sqlx::{Postgres, QueryBuilder};

#[derive(sqlx::FromRow)]
struct SheetRow {
    #[sqlx(flatten)]
    row: Row,
    source: String,
    notes: Option<String>,
    allergies: Option<String>,
    visits: i32,
    no_shows: i32,
    last_visit_at: Option<jiff_sqlx::Timestamp>,
}

/// One booking with its history, if the actor may see it; otherwise it is as if it did not exist.
pub async fn find(db: &Db, actor: &Actor, salon: &Salon, id: BookingId) -> Result<BookingSheet> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(ROW);
    sql.push(
        ", b.source, b.notes, c.allergies, c.visits, c.no_shows, c.last_visit_at
         FROM bookings b JOIN users u ON u.id = b.master_id JOIN clients c ON c.id = b.client_id
         WHERE b.deleted_at IS NULL AND b.id = ",
    )
    .push_bind(id);
    if let Scope::Own(master) = actor.bookings()? {
        sql.push(" AND b.master_id = ").push_bind(master);
    }
    let found: SheetRow = sql.build_query_as().fetch_one(db).await?;
    let card = ClientCard {
        allergies: found.allergies,
        visits: found.visits,
        no_shows: found.no_shows,
        last_visit: found.last_visit_at.map(|at| salon.local(at.to_jiff())).transpose()?,
    };
    let card = actor.clients().is_ok().then_some(card);
    Ok(BookingSheet {
        row: Reader::new(actor, salon)?.read(found.row),
        // The column's CHECK lets no other word in.
        source: Source::from_code(&found.source).unwrap_or(Source::FrontDesk),
        notes: found.notes,
        card,
        history: events::of_booking(db, salon, id).await?,
    })
}
