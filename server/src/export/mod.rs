//! `GET /crm/bookings/export.csv` and `.xlsx`: the filtered bookings, or those of them in `only=1,2,3`. Rows are
//! streamed from the database, so that memory does not depend on their number.

mod csv;
mod places;
mod xlsx;

use crate::{layers::error_page, state::State};
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
    bookings::{BookingId, BookingQuery, ExportRow, export, may_export},
};
use jiff::civil::Date;
pub use places::Places;
use std::collections::HashMap;
use tokio::sync::mpsc::{Receiver, channel};

/// Rows queued between the database and the writer.
const QUEUE_CAPACITY: usize = 512;

struct Export {
    rows: Receiver<Result<ExportRow>>,
    language: Language,
    /// Whether to include the columns about the client.
    clients: bool,
    /// Today in the salon's time zone.
    today: Date,
}

impl Export {
    fn headings(&self) -> Vec<&'static str> {
        headings(self.language, self.clients)
    }
}

/// `GET /crm/bookings/export.csv`, streamed.
pub async fn as_csv(extract::State(state): extract::State<State>, request: Request) -> Response {
    match start_export(&state, &request) {
        Ok(export) => download(export.today, csv::body(export), "text/csv; charset=utf-8", "csv"),
        Err(error) => error_response(&request, error),
    }
}

/// `GET /crm/bookings/export.xlsx`, sent when the workbook is complete.
pub async fn as_xlsx(extract::State(state): extract::State<State>, request: Request) -> Response {
    let result = match start_export(&state, &request) {
        Ok(export) => (export.today, xlsx::body(export).await),
        Err(error) => return error_response(&request, error),
    };
    match result {
        (today, Ok(body)) => {
            download(today, body, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
        (_, Err(error)) => error_response(&request, error),
    }
}

fn start_export(state: &State, request: &Request) -> Result<Export> {
    let language = Preferences::of_request(request.headers()).language;
    let asker = Caller::signed(request.extensions())?.asker(state.database.pool.clone(), language, now());
    let clients = may_export(&asker.actor)?;
    let today = asker.salon.local(asker.now)?.date();
    let parameters = Query::<HashMap<String, String>>::try_from_uri(request.uri()).unwrap_or_default();
    let query = BookingQuery::from_parameters(|name| parameters.get(name).cloned());
    let selected: Option<Vec<BookingId>> =
        parameters.get("only").map(|ids| ids.split(',').filter_map(|id| id.parse().ok()).collect());
    let place = state.exports.take(asker.actor.id).ok_or(Error::Unavailable)?;
    let (sender, rows) = channel(QUEUE_CAPACITY);
    let patience = state.timeouts.take;
    tokio::spawn(async move {
        let exported = export(&asker, &query, selected.as_deref(), &sender, patience).await;
        // Before the error is sent, which waits for the client.
        drop(place);
        if let Err(error) = exported {
            // The receiver aborts the response. It may be gone if the client has disconnected.
            let _ = sender.send(Err(error)).await;
        }
    });
    Ok(Export { rows, language, clients, today })
}

fn error_response(request: &Request, error: Error) -> Response {
    error_page(
        request,
        match error {
            Error::Forbidden => StatusCode::FORBIDDEN,
            Error::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        },
    )
}

fn download(today: Date, body: Body, kind: &'static str, extension: &str) -> Response {
    let name = format!("attachment; filename=\"bookings-{today}.{extension}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response()
}
