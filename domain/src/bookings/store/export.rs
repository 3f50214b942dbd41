use super::list::push_matching;
use crate::{
    Error, Money, Result,
    bookings::{BookingId, BookingQuery, ExportRow, Source, Status},
    database::within,
    staff::{Actor, Asker, Permission},
};
use futures::StreamExt as _;
use sqlx::{Postgres, QueryBuilder};
use std::time::{Duration, Instant};
use tokio::{sync::mpsc::Sender, time::timeout};

/// Longest time that an export may take as a whole.
const LONGEST: &str = "SET statement_timeout = '30min'";
/// Longest wait for the beginning of an export.
const BEGINNING: Duration = Duration::from_secs(15);
/// Longest wait for the next row.
const SILENCE: Duration = Duration::from_secs(60);

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
/// `Forbidden` without a permission to export; `Invalid` for filters that could not be read; `Unavailable` when the
/// receiver takes no row for `patience`, or when the database sends none for a minute.
pub async fn export(
    asker: &Asker,
    query: &BookingQuery,
    only: Option<&[BookingId]>,
    rows: &Sender<Result<ExportRow>>,
    patience: Duration,
) -> Result<()> {
    let clients = may_export(&asker.actor)?;
    query.check()?;
    let zone = asker.salon.time_zone()?;
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT b.datetime, b.ends_at, b.name, b.phone, b.instagram_id, b.service_name,
             (SELECT u.name FROM users u WHERE u.id = b.master_id) AS master,
             b.status, b.price, b.currency, b.source, b.notes FROM bookings b WHERE ",
    );
    let begun = async {
        push_matching(&mut sql, asker, query, only).await?;
        let mut connection = asker.db.acquire().await?;
        // An export that is given up leaves rows in its connection that would have to be read first.
        connection.close_on_drop();
        sqlx::query(LONGEST).execute(&mut *connection).await?;
        Ok(connection)
    };
    let mut connection = within(Instant::now() + BEGINNING, begun).await?;
    let mut found = sql.build_query_as::<Row>().fetch(&mut *connection);
    // A place among the exports is not kept for a database that has fallen silent.
    while let Some(row) = timeout(SILENCE, found.next()).await.map_err(|_| Error::Unavailable)? {
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
        match timeout(patience, rows.send(row)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => break,
            // A stalled export keeps a database connection and a place among the exports.
            Err(_) => return Err(Error::Unavailable),
        }
    }
    Ok(())
}
