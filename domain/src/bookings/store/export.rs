use super::list::push_matching;
use crate::{
    Error, Money, Result,
    bookings::{BookingId, BookingQuery, ExportRow, Source, Status},
    staff::{Actor, Asker, Permission},
};
use futures::StreamExt as _;
use sqlx::{Postgres, QueryBuilder};
use std::time::Duration;
use tokio::{sync::mpsc::Sender, time::timeout};

/// An export fails if the receiver takes no row for this long.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(sqlx::FromRow)]
struct Row {
    datetime: jiff_sqlx::Timestamp,
    ends_at: jiff_sqlx::Timestamp,
    name: String,
    phone: Option<String>,
    instagram_id: Option<String>,
    service_name: String,
    master: String,
    status: Status,
    price: i64,
    currency: String,
    source: Source,
    notes: Option<String>,
}

/// Whether the actor's export includes the client's data and notes.
///
/// # Errors
/// `Forbidden` without a permission to export.
pub fn may_export(actor: &Actor) -> Result<bool> {
    if !actor.has(Permission::ExportAll) {
        actor.require(Permission::ExportMoney)?;
    }
    Ok(actor.has(Permission::ExportAll) && actor.has(Permission::SeeContacts))
}

/// Sends the bookings that match the query, and are among `only` if given, in the list's order. Rows are streamed, so
/// that memory does not depend on their number. Ends early, without an error, when the receiver is dropped.
///
/// # Errors
/// `Forbidden` without a permission to export; `Invalid` for filters that could not be read; `Unavailable` when the receiver takes no row for 60 s.
pub async fn export(
    asker: &Asker,
    query: &BookingQuery,
    only: Option<&[BookingId]>,
    rows: &Sender<Result<ExportRow>>,
) -> Result<()> {
    let clients = may_export(&asker.actor)?;
    query.check()?;
    let zone = asker.salon.time_zone()?;
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT b.datetime, b.ends_at, b.name, b.phone, b.instagram_id, b.service_name,
             (SELECT u.name FROM users u WHERE u.id = b.master_id) AS master,
             b.status, b.price, b.currency, b.source, b.notes FROM bookings b WHERE ",
    );
    push_matching(&mut sql, asker, query, only).await?;
    let mut found = sql.build_query_as::<Row>().fetch(&asker.db);
    while let Some(row) = found.next().await {
        let row = row.map_err(Error::from).map(|row| {
            let (starts, ends) = (row.datetime.to_jiff(), row.ends_at.to_jiff());
            ExportRow {
                starts: zone.to_datetime(starts),
                minutes: i32::try_from(ends.duration_since(starts).as_mins()).unwrap_or(i32::MAX),
                client: clients.then_some(row.name),
                phone: row.phone.filter(|_| clients),
                instagram: row.instagram_id.filter(|_| clients),
                service: row.service_name,
                master: row.master,
                status: row.status,
                source: row.source,
                price: Money { minor: row.price, currency: row.currency },
                notes: row.notes.filter(|_| clients),
            }
        });
        match timeout(PATIENCE, rows.send(row)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => break,
            // A stalled export keeps a database connection and a place among the exports.
            Err(_) => return Err(Error::Unavailable),
        }
    }
    Ok(())
}
