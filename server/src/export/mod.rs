//! `GET /crm/bookings/export.csv` and `.xlsx`: exactly what is filtered, or of that
//! the bookings named by `only=1,2,3`, taken out of the system as it is read from the
//! database. However many bookings match, the process does not grow.

mod csv;
mod xlsx;

use crate::{layers::problem_page, state::State};
use app::{
    context::{Caller, now},
    export::headings,
    preferences::Preferences,
};
use axum::{
    body::Body,
    extract::{self, Query, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Error, Language, Result,
    auth::Signed,
    bookings::{BookingId, BookingQuery, ExportRow, export, may_export},
};
use jiff::civil::Date;
use std::{collections::HashMap, sync::LazyLock};
use tokio::sync::{
    OwnedSemaphorePermit, Semaphore,
    mpsc::{Receiver, channel},
};

/// Rows between the database and whoever writes them.
const WAITING: usize = 512;
/// Each holds a connection for as long as it is taken: more at once are asked to come again.
static ROOM: LazyLock<std::sync::Arc<Semaphore>> = LazyLock::new(|| std::sync::Arc::new(Semaphore::new(2)));

/// What is taken out: the rows as they come, and how they are written.
struct Export {
    rows: Receiver<Result<ExportRow>>,
    language: Language,
    /// Whether with what is the client's.
    clients: bool,
    /// Today, by the salon's clock.
    day: Date,
    /// Held until the last row is written.
    _room: OwnedSemaphorePermit,
}

impl Export {
    fn headings(&self) -> Vec<&'static str> {
        headings(self.language, self.clients)
    }
}

/// The table as text.
pub async fn as_csv(extract::State(state): extract::State<State>, request: Request) -> Response {
    match begin(&state, &request) {
        Ok(export) => download(export.day, csv::body(export), "text/csv; charset=utf-8", "csv"),
        Err(error) => refusal(&request, error),
    }
}

/// The table as a workbook.
pub async fn as_xlsx(extract::State(state): extract::State<State>, request: Request) -> Response {
    let written = match begin(&state, &request) {
        Ok(export) => (export.day, xlsx::body(export).await),
        Err(error) => return refusal(&request, error),
    };
    match written {
        (day, Ok(body)) => {
            download(day, body, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
        (_, Err(error)) => refusal(&request, error),
    }
}

fn begin(state: &State, request: &Request) -> Result<Export> {
    let Signed { actor, salon, .. } = match request.extensions().get::<Caller>() {
        Some(Caller(Ok(Some(signed)))) => signed.clone(),
        Some(Caller(Err(error))) => return Err(error.clone()),
        Some(Caller(Ok(None))) | None => return Err(Error::SignedOut),
    };
    let clients = may_export(&actor)?;
    let day = salon.local(now())?.date();
    let parameters = Query::<HashMap<String, String>>::try_from_uri(request.uri()).unwrap_or_default();
    let query = BookingQuery::from_parameters(|name| parameters.get(name).cloned());
    let only: Option<Vec<BookingId>> =
        parameters.get("only").map(|ids| ids.split(',').filter_map(|id| id.parse().ok()).collect());
    let room = ROOM.clone().try_acquire_owned().map_err(|_| Error::Unavailable)?;
    let (sender, rows) = channel(WAITING);
    let db = state.database.pool.clone();
    tokio::spawn(async move {
        if let Err(error) = export(&db, &actor, &salon, &query, only.as_deref(), &sender).await {
            // Whoever waits for the rest learns that there is none; if nobody does, there is nobody to tell.
            let _ = sender.send(Err(error)).await;
        }
    });
    let language = Preferences::of_request(request.headers()).language;
    Ok(Export { rows, language, clients, day, _room: room })
}

fn refusal(request: &Request, error: Error) -> Response {
    problem_page(
        request,
        match error {
            Error::Forbidden => StatusCode::FORBIDDEN,
            Error::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        },
    )
}

fn download(day: Date, body: Body, kind: &'static str, ending: &str) -> Response {
    let name = format!("attachment; filename=\"bookings-{day}.{ending}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response()
}
