//! Exports as CSV and as Excel workbooks.

use crate::app::{Client, TestApp, config_with};
use axum::{
    body::{Body, to_bytes},
    http::StatusCode,
};
use domain::{bookings::Status, staff::Role};
use jiff::civil::date;
use server::{
    database::Database,
    router::router,
    serve::{ServeSettings, serve},
    state::State,
};
use std::{
    io::{Cursor, Read as _},
    net::SocketAddr,
    time::Duration,
};
use testkit::NewBooking;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};
use tower::ServiceExt as _;
use zip::ZipArchive;

/// One booking at ten, local time, of a client whose name is a formula.
async fn salon() -> TestApp {
    let app = TestApp::new().await;
    let dina = app.db.master("Dina").await;
    NewBooking::with(&dina, date(2026, 11, 20).at(10, 0, 0, 0))
        .client("=1+1")
        .phone("+971 50 123 4567")
        .service("Tea;=2+2")
        .status(Status::Completed)
        .price(18_050)
        .book(&app.db)
        .await;
    app
}

#[tokio::test]
async fn a_table_speaks_the_salons_time_and_money_and_holds_no_formula() {
    let app = salon().await;
    let csv = app.as_director().await.get("/crm/bookings/export.csv").await;
    assert_eq!((csv.status, csv.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
    let row = csv.text.lines().nth(1).unwrap();
    assert!(row.starts_with("2026-11-20 10:00,60,'=1+1,+971 50 123 4567,"), "{row}");
    assert!(row.contains("Tea;'=2+2") && row.contains(",180.50,AED,Completed,"), "{row}");
}

/// Spreadsheets read the separator and the decimal sign of their language.
#[tokio::test]
async fn a_table_has_the_separators_of_the_language_or_those_that_were_chosen() {
    let app = salon().await;
    let director = app.as_director().await;
    let row = async |language: &str, query: &str| {
        let path = format!("/crm/bookings/export.csv{query}");
        let request = director.request("GET", &path).header("accept-language", language).body(Body::empty()).unwrap();
        director.send(request).await.text.lines().nth(1).unwrap().to_owned()
    };
    assert!(row("ru", "").await.starts_with("2026-11-20 10:00;60;'=1+1;+971 50 123 4567;"));
    assert!(row("ru", "").await.contains(";180,50;AED;"));
    for (language, query) in [("en", ""), ("ar", ""), ("ru", "?style=comma")] {
        assert!(row(language, query).await.contains(",180.50,AED,"), "{language} {query}");
    }
    assert!(row("en", "?style=semicolon").await.contains(";180,50;AED;"));
}

/// The page's script looks at the answer before it becomes a file.
#[tokio::test]
async fn an_export_that_is_refused_is_a_typed_error_and_no_file() {
    let app = salon().await;
    let path = "/crm/bookings/export.csv";
    let ask = async |client: &Client<'_>| {
        let request = client.request("GET", path).header("accept", "application/json").body(Body::empty()).unwrap();
        let answer = client.send(request).await;
        assert!(!answer.headers.contains_key("content-disposition"));
        (answer.status, answer.text)
    };
    assert_eq!(ask(&app.as_stranger()).await, (StatusCode::UNAUTHORIZED, r#""SignedOut""#.to_owned()));
    assert_eq!(ask(&app.as_role(Role::Manager).await).await, (StatusCode::FORBIDDEN, r#""Forbidden""#.to_owned()));
    // Without script it is a page.
    assert_eq!(app.as_stranger().get(path).await.status, StatusCode::SEE_OTHER);
    let refused = app.as_role(Role::Sales).await.get(path).await;
    assert_eq!((refused.status, refused.header("content-type")), (StatusCode::FORBIDDEN, "text/html; charset=utf-8"));
}

#[tokio::test]
async fn a_third_export_at_once_is_told_when_to_come_back() {
    // Small ones are over before the third begins.
    let app = large_salon().await;
    let director = app.as_director().await;
    let begin = async |accept: &str| {
        let request = director.request("GET", "/crm/bookings/export.csv").header("accept", accept);
        app.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    };
    let running = [begin("*/*").await, begin("*/*").await];
    for accept in ["application/json", "text/html"] {
        let third = begin(accept).await;
        assert_eq!(third.status(), StatusCode::TOO_MANY_REQUESTS);
        assert!(third.headers()["content-type"].to_str().unwrap().starts_with(accept));
        assert!(!third.headers().contains_key("content-disposition"));
    }
    drop(running);
    let freed = async { while begin("*/*").await.status() != StatusCode::OK {} };
    timeout(Duration::from_secs(20), freed).await.expect("places of readers that are gone are free again");
}

#[tokio::test]
async fn a_workbook_says_the_same() {
    let app = salon().await;
    let request = app.as_director().await.request("GET", "/crm/bookings/export.xlsx").body(Body::empty()).unwrap();
    let answer = app.router.clone().oneshot(request).await.unwrap();
    let bytes = to_bytes(answer.into_body(), 10_000_000).await.unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(!sheet.contains("<f>"), "no formula: {sheet}");
    for cell in ["=1+1", "Tea;=2+2", "180.5", "AED", "Completed", "46346.41666"] {
        assert!(sheet.contains(cell), "{cell}: {sheet}");
    }
}

#[tokio::test]
async fn money_leaves_without_the_clients_for_whoever_may_see_it_only() {
    let app = salon().await;
    let csv = app.as_role(Role::Accountant).await.get("/crm/bookings/export.csv").await;
    assert!(
        csv.text.contains(",180.50,AED,") && !csv.text.contains("1+1") && !csv.text.contains("971"),
        "{}",
        csv.text
    );
    for role in [Role::Manager, Role::Sales, Role::Marketer, Role::Master] {
        let refused = app.as_role(role).await.get("/crm/bookings/export.csv").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role:?}");
    }
}

/// A salon whose export is far larger than the system's buffers and the queue.
async fn large_salon() -> TestApp {
    let app = TestApp::new().await;
    let dina = app.db.master("Dina").await;
    let booking = NewBooking::with(&dina, date(2026, 11, 20).at(10, 0, 0, 0)).book(&app.db).await;
    sqlx::query("UPDATE bookings SET notes = repeat('x', 2000) WHERE id = $1")
        .bind(booking)
        .execute(&app.db.pool)
        .await
        .unwrap();
    sqlx::query(
        "INSERT INTO bookings (datetime, ends_at, busy, master_id, client_id, service_id, name, service_name, price,
             currency, source, notes, status)
         SELECT datetime + n * interval '1 day', ends_at + n * interval '1 day',
             tstzrange(lower(busy) + n * interval '1 day', upper(busy) + n * interval '1 day'),
             master_id, client_id, service_id, name, service_name, price, currency, source, notes, status
         FROM bookings, generate_series(1, 6000) n",
    )
    .execute(&app.db.pool)
    .await
    .unwrap();
    app
}

async fn start(app: &TestApp, take_seconds: &str) -> SocketAddr {
    let config = config_with(&["--take-seconds", take_seconds]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = router(State::new(&config, Database::of_test(app.db.pool.clone())));
    tokio::spawn(serve(listener, router, ServeSettings::new(&config), std::future::pending()));
    address
}

/// Asks for an export and reads its status only.
async fn ask(address: SocketAddr, client: &Client<'_>) -> (TcpStream, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4 * 1024).unwrap();
    let mut connection = socket.connect(address).await.unwrap();
    let request = format!("GET /crm/bookings/export.csv HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n", client.cookie());
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut head = [0; 12];
    connection.read_exact(&mut head).await.unwrap();
    (connection, String::from_utf8(head.to_vec()).unwrap())
}

#[tokio::test]
async fn exports_of_one_person_leave_places_to_others() {
    let app = large_salon().await;
    let address = start(&app, "3600").await;
    let (director, admin) = (app.as_director().await, app.as_role(Role::Admin).await);
    let mut kept = Vec::new();
    for (client, status) in [(&director, "200"), (&director, "200"), (&director, "429"), (&admin, "200")] {
        let (connection, answer) = ask(address, client).await;
        assert_eq!(answer, format!("HTTP/1.1 {status}"));
        kept.push(connection);
    }
}

#[tokio::test]
async fn an_export_that_nobody_reads_gives_its_place_back() {
    let app = large_salon().await;
    let address = start(&app, "0.5").await;
    let director = app.as_director().await;
    let _unread = [ask(address, &director).await, ask(address, &director).await];
    let freed = async { while ask(address, &director).await.1 != "HTTP/1.1 200" {} };
    timeout(Duration::from_secs(20), freed).await.expect("a reader that takes nothing is cut off");
}
