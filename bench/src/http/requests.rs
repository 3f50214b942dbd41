//! The requests that are measured.

use super::{Connection, Targets, response::headers};
use crate::{
    BenchResult,
    database::PASSWORD,
    queries::{Sample, search_mix},
    targets::{LIST_RATE, PAGE_ALONE_MS, PAGE_CROWD_MS, PAGE_RATE, PALETTE_MS, SEARCH_RATE},
};
use domain::bookings::{BookingQuery, Status};
use serde_json::{Value, json};
use std::net::SocketAddr;

pub struct Kind {
    pub name: &'static str,
    /// Variants, sent in turn. Complete HTTP requests.
    pub requests: Vec<Vec<u8>>,
    pub targets: Targets,
    /// Text that each correct response contains.
    expected_text: &'static str,
}

const PAGE: Targets = Targets { alone: Some(PAGE_ALONE_MS), crowd: Some(PAGE_CROWD_MS), per_second: Some(PAGE_RATE) };
const SEARCH_PAGE: Targets = Targets { per_second: None, ..PAGE };
const LIST: Targets = Targets { alone: None, crowd: None, per_second: Some(LIST_RATE) };
const SEARCH: Targets = Targets { alone: None, crowd: None, per_second: Some(SEARCH_RATE) };
const PALETTE: Targets = Targets { alone: Some(PALETTE_MS), crowd: None, per_second: None };
const NO_TARGETS: Targets = Targets { alone: None, crowd: None, per_second: None };

pub fn kinds(address: SocketAddr, cookie: &str, sample: &Sample) -> BenchResult<Vec<Kind>> {
    let get = |path: &str| get(address, cookie, path);
    let post = |path: &str, queries: &[BookingQuery]| -> BenchResult<Vec<Vec<u8>>> {
        queries.iter().map(|query| call(address, cookie, path, &json!({ "query": query }))).collect()
    };
    let pages = |queries: &[BookingQuery]| queries.iter().map(|query| get(&page(query))).collect();
    let (newest, searches) = (vec![BookingQuery::default()], searches(sample));
    let kind = |name, requests, targets, expected_text| Kind { name, requests, targets, expected_text };
    Ok(vec![
        kind("bookings page", pages(&newest), PAGE, "</table>"),
        kind("bookings page, filtered", pages(&filters(sample)), SEARCH_PAGE, "</html>"),
        kind("bookings page with a search", pages(&searches), SEARCH_PAGE, "</html>"),
        kind("list", post("bookings/list", &newest)?, LIST, "\"rows\":[{"),
        kind("list, filtered, any page", post("bookings/list", &filters(sample))?, NO_TARGETS, "\"rows\""),
        kind("search", post("bookings/list", &searches)?, SEARCH, "\"rows\""),
        kind("figures of 30 days", post("bookings/count", &months(sample))?, SEARCH, "\"total\""),
        kind("figures of a search", post("bookings/count", &searches)?, SEARCH, "\"total\""),
        kind("palette", palette(address, cookie, sample)?, PALETTE, "\"clients\""),
        kind("static file, 4 KB", vec![get("/icons.svg")], NO_TARGETS, ""),
        kind("static file, WASM", vec![get("/pkg/beauty-crm.wasm")], NO_TARGETS, ""),
        kind("/livez", vec![get("/livez")], NO_TARGETS, "alive"),
    ])
}

impl Kind {
    /// Checks that all requests succeed: error responses are fast and would distort the results.
    pub async fn check(&self, address: SocketAddr) -> BenchResult<()> {
        let mut connection = Connection::open(address).await?;
        for request in &self.requests {
            let response = connection.exchange(request).await?;
            let received = connection.received();
            if response.status != 200 || !received.contains(self.expected_text) {
                let (asked, start) = (String::from_utf8_lossy(request), received.chars().take(1_500));
                return Err(format!("{asked}\nwas answered\n{}", start.collect::<String>()).into());
            }
        }
        Ok(())
    }
}

/// Signs in with a demo account and returns the session cookie.
pub async fn sign_in(address: SocketAddr) -> BenchResult<String> {
    let form = format!("login=director%40salon.test&password={PASSWORD}");
    let kind = "application/x-www-form-urlencoded";
    let request = with_body(&format!("POST /login HTTP/1.1\r\nhost: {address}\r\n"), kind, &form);
    let mut connection = Connection::open(address).await?;
    connection.exchange(&request).await?;
    let received = connection.received();
    let session = headers(&received, "set-cookie").find(|cookie| cookie.starts_with("session="));
    let session = session.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
    session.ok_or_else(|| format!("the director cannot sign in:\n{received}").into())
}

/// A GET request for a page or a file.
pub fn get(address: SocketAddr, cookie: &str, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\naccept-encoding: br, gzip\r\n\r\n")
        .into_bytes()
}

/// A call of a server function, like the browser's.
pub fn call(address: SocketAddr, cookie: &str, path: &str, body: &Value) -> BenchResult<Vec<u8>> {
    let head =
        format!("POST /api/{path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\naccept: application/json\r\n");
    Ok(with_body(&head, "application/json", &serde_json::to_string(body)?))
}

fn with_body(head: &str, kind: &str, body: &str) -> Vec<u8> {
    format!("{head}content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Path and query string of the bookings page.
fn page(query: &BookingQuery) -> String {
    let encode = |value: &str| value.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let parameters: Vec<String> =
        query.parameters().into_iter().map(|(name, value)| format!("{name}={}", encode(&value))).collect();
    format!("/crm/bookings?{}", parameters.join("&"))
}

/// Requests of the command palette.
fn palette(address: SocketAddr, cookie: &str, sample: &Sample) -> BenchResult<Vec<Vec<u8>>> {
    search_mix(sample)
        .into_iter()
        .map(|typed| call(address, cookie, "lookup/look_up", &json!({ "typed": typed })))
        .collect()
}

/// Searches for words of all kinds.
pub fn searches(sample: &Sample) -> Vec<BookingQuery> {
    search_mix(sample).into_iter().map(|q| BookingQuery { q, ..Default::default() }).collect()
}

pub fn months(sample: &Sample) -> Vec<BookingQuery> {
    sample.periods().into_iter().map(|period| BookingQuery { period, ..Default::default() }).collect()
}

/// By status, by master and by period, with cursors from all over the list.
pub fn filters(sample: &Sample) -> Vec<BookingQuery> {
    let with_status = |status| BookingQuery { status: Some(status), ..Default::default() };
    let statuses = Status::ALL.into_iter().map(with_status);
    let masters = sample.masters.iter().map(|master| BookingQuery { master: Some(master.id), ..Default::default() });
    let paged = statuses.chain(masters).zip(sample.cursors.iter().copied());
    paged.map(|(query, cursor)| BookingQuery { after: Some(cursor), ..query }).chain(months(sample)).collect()
}
