//! `GET /crm/bookings/export.csv` and `.xlsx`: the filtered bookings, or those of them in `only=1,2,3`. Rows are
//! streamed from the database, so that memory does not depend on their number.

mod csv;
mod places;
mod xlsx;

use crate::{layers::error_answer, state::State};
use app::{
    context::{Caller, now},
    export::{CSV_STYLE, CsvStyle, headings},
    preferences::Preferences,
};
use axum::{
    body::Body,
    extract::{self, Query, Request},
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    Error, FieldError, Language, Result,
    bookings::{BookingId, BookingQuery, ExportRow, export, may_export},
};
use jiff::civil::Date;
pub use places::Places;
use std::collections::BTreeMap;
use tokio::sync::mpsc::{Receiver, channel};

/// Rows queued between the database and the writer.
const QUEUE_CAPACITY: usize = 512;
/// When to try again while there is no place.
const BUSY_SECONDS: u32 = 10;

struct Export {
    rows: Receiver<Result<ExportRow>>,
    language: Language,
    /// Whether to include the columns about the client.
    clients: bool,
    /// Today in the salon's time zone.
    today: Date,
    /// Separator and decimal sign of a CSV file.
    style: CsvStyle,
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
        Err(error) => error_answer(&request, error),
    }
}

/// `GET /crm/bookings/export.xlsx`, sent when the workbook is complete.
pub async fn as_xlsx(extract::State(state): extract::State<State>, request: Request) -> Response {
    let result = match start_export(&state, &request) {
        Ok(export) => (export.today, xlsx::body(export).await),
        Err(error) => return error_answer(&request, error),
    };
    match result {
        (today, Ok(body)) => {
            download(today, body, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
        (_, Err(error)) => error_answer(&request, error),
    }
}

fn start_export(state: &State, request: &Request) -> Result<Export> {
    let language = Preferences::of_request(request.headers()).language;
    let asker = Caller::signed(request.extensions())?.asker(state.database.pool.clone(), language, now());
    let clients = may_export(&asker.actor)?;
    let today = asker.salon.local(asker.now)?.date();
    let Wanted { query, selected, style } = Wanted::read(request)?;
    let busy = Error::TooManyRequests { seconds: BUSY_SECONDS };
    let place = state.exports.take(asker.actor.id).ok_or(busy)?;
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
    let style = style.unwrap_or(CsvStyle::of(language));
    Ok(Export { rows, language, clients, today, style })
}

/// What the URL asks for.
struct Wanted {
    query: BookingQuery,
    /// Only these bookings.
    selected: Option<Vec<BookingId>>,
    /// `None`: as is usual in the language.
    style: Option<CsvStyle>,
}

impl Wanted {
    /// # Errors
    /// `Invalid` for parameters that cannot be read: the export would contain everything.
    fn read(request: &Request) -> Result<Self> {
        let Query(mut parameters) = Query::<BTreeMap<String, String>>::try_from_uri(request.uri())
            .map_err(|_| Error::invalid("query", FieldError::Wrong))?;
        let wrong = |name: &'static str| move || Error::invalid(name, FieldError::Wrong);
        let ids = |ids: String| ids.split(',').map(|id| id.parse().ok()).collect::<Option<Vec<_>>>();
        let selected = parameters.remove(ONLY).map(|only| ids(only).ok_or_else(wrong(ONLY))).transpose()?;
        let style = parameters.remove(CSV_STYLE);
        let style = style.map(|code| CsvStyle::from_code(&code).ok_or_else(wrong(CSV_STYLE))).transpose()?;
        let query = BookingQuery::from_map(parameters);
        query.check()?;
        Ok(Wanted { query, selected, style })
    }
}

const ONLY: &str = "only";

fn download(today: Date, body: Body, kind: &'static str, extension: &str) -> Response {
    let name = format!("attachment; filename=\"bookings-{today}.{extension}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body).into_response()
}
