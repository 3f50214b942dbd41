//! What is asked of the server.

use super::{Connection, Targets, answer::headers};
use crate::{
    Outcome,
    database::PASSWORD,
    queries::{Sample, search_mix},
    targets::{LIST_RATE, PAGE_ALONE_MS, PAGE_CROWD_MS, PAGE_RATE, PALETTE_MS, SEARCH_RATE},
};
use domain::bookings::{BookingQuery, Status};
use serde_json::{Value, json};
use std::net::SocketAddr;

/// Requests of one kind.
pub struct Kind {
    /// As the table calls it.
    pub name: &'static str,
    /// As they are sent, in turn.
    pub requests: Vec<Vec<u8>>,
    /// What is promised of it.
    pub targets: Targets,
    /// What stands in each right answer.
    proof: &'static str,
}

const PAGE: Targets = Targets { alone: Some(PAGE_ALONE_MS), crowd: Some(PAGE_CROWD_MS), per_second: Some(PAGE_RATE) };
const SEARCH_PAGE: Targets = Targets { per_second: None, ..PAGE };
const LIST: Targets = Targets { alone: None, crowd: None, per_second: Some(LIST_RATE) };
const SEARCH: Targets = Targets { alone: None, crowd: None, per_second: Some(SEARCH_RATE) };
const PALETTE: Targets = Targets { alone: Some(PALETTE_MS), crowd: None, per_second: None };
const NOTHING: Targets = Targets { alone: None, crowd: None, per_second: None };

/// All kinds of requests.
pub fn kinds(address: SocketAddr, cookie: &str, sample: &Sample) -> Outcome<Vec<Kind>> {
    let get = |path: &str| get(address, cookie, path);
    let post = |path: &str, queries: &[BookingQuery]| -> Outcome<Vec<Vec<u8>>> {
        queries.iter().map(|query| call(address, cookie, path, &json!({ "query": query }))).collect()
    };
    let pages = |queries: &[BookingQuery]| queries.iter().map(|query| get(&page(query))).collect();
    let (newest, searches) = (vec![BookingQuery::default()], searches(sample));
    let kind = |name, requests, targets, proof| Kind { name, requests, targets, proof };
    Ok(vec![
        kind("bookings page", pages(&newest), PAGE, "</table>"),
        kind("bookings page, filtered", pages(&filters(sample)), SEARCH_PAGE, "</html>"),
        kind("bookings page with a search", pages(&searches), SEARCH_PAGE, "</html>"),
        kind("list", post("bookings/list", &newest)?, LIST, "\"rows\":[{"),
        kind("list, filtered, any page", post("bookings/list", &filters(sample))?, NOTHING, "\"rows\""),
        kind("search", post("bookings/list", &searches)?, SEARCH, "\"rows\""),
        kind("figures of 30 days", post("bookings/count", &months(sample))?, SEARCH, "\"total\""),
        kind("figures of a search", post("bookings/count", &searches)?, SEARCH, "\"total\""),
        kind("palette", palette(address, cookie, sample)?, PALETTE, "\"clients\""),
        kind("static file, 4 KB", vec![get("/icons.svg")], NOTHING, ""),
        kind("static file, WASM", vec![get("/pkg/beauty-crm.wasm")], NOTHING, ""),
        kind("/livez", vec![get("/livez")], NOTHING, "alive"),
    ])
}

impl Kind {
    /// Makes sure that all requests are answered rightly: nothing is as fast as a refusal.
    pub async fn check(&self, address: SocketAddr) -> Outcome<()> {
        let mut connection = Connection::open(address).await?;
        for request in &self.requests {
            let answer = connection.exchange(request).await?;
            let received = connection.received();
            if answer.status != 200 || !received.contains(self.proof) {
                let (asked, start) = (String::from_utf8_lossy(request), received.chars().take(1_500));
                return Err(format!("{asked}\nwas answered\n{}", start.collect::<String>()).into());
            }
        }
        Ok(())
    }
}

/// Signs a demo account in; its session as a cookie.
pub async fn sign_in(address: SocketAddr) -> Outcome<String> {
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

/// A page or a file.
pub fn get(address: SocketAddr, cookie: &str, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\naccept-encoding: br, gzip\r\n\r\n")
        .into_bytes()
}

/// A call of a server function, as the browser's half of the app makes it.
pub fn call(address: SocketAddr, cookie: &str, path: &str, body: &Value) -> Outcome<Vec<u8>> {
    let head =
        format!("POST /api/{path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\naccept: application/json\r\n");
    Ok(with_body(&head, "application/json", &serde_json::to_string(body)?))
}

fn with_body(head: &str, kind: &str, body: &str) -> Vec<u8> {
    format!("{head}content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The page's address.
fn page(query: &BookingQuery) -> String {
    let encode = |value: &str| value.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let parameters: Vec<String> =
        query.parameters().into_iter().map(|(name, value)| format!("{name}={}", encode(&value))).collect();
    format!("/crm/bookings?{}", parameters.join("&"))
}

/// What the command palette asks while one types.
fn palette(address: SocketAddr, cookie: &str, sample: &Sample) -> Outcome<Vec<Vec<u8>>> {
    search_mix(sample)
        .into_iter()
        .map(|typed| call(address, cookie, "lookup/look_up", &json!({ "typed": typed })))
        .collect()
}

/// By words of all kinds.
pub fn searches(sample: &Sample) -> Vec<BookingQuery> {
    search_mix(sample).into_iter().map(|q| BookingQuery { q, ..Default::default() }).collect()
}

/// Thirty days here and there.
pub fn months(sample: &Sample) -> Vec<BookingQuery> {
    sample.periods().into_iter().map(|period| BookingQuery { period, ..Default::default() }).collect()
}

/// By status, by master and by period, at places all over the list.
pub fn filters(sample: &Sample) -> Vec<BookingQuery> {
    let elsewhere = |status| BookingQuery { status: Some(status), ..Default::default() };
    let statuses = Status::ALL.into_iter().map(elsewhere);
    let masters = sample.masters.iter().map(|master| BookingQuery { master: Some(master.id), ..Default::default() });
    let paged = statuses.chain(masters).zip(sample.places.iter().copied());
    paged.map(|(query, place)| BookingQuery { after: Some(place), ..query }).chain(months(sample)).collect()
}
