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
    time::Duration,
};
use testkit::NewBooking;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpSocket},
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
    assert!(row.starts_with("2026-11-20 10:00,60,'=1+1,'+971 50 123 4567,"), "{row}");
    assert!(row.contains("Tea;'=2+2") && row.contains(",180.50,AED,Completed,"), "{row}");
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

/// Over TCP: a reader that takes nothing gives its place back.
#[tokio::test]
async fn exports_that_nobody_reads_block_nobody() {
    let app = TestApp::new().await;
    let dina = app.db.master("Dina").await;
    let booking = NewBooking::with(&dina, date(2026, 11, 20).at(10, 0, 0, 0)).book(&app.db).await;
    // Far more than the system's buffers and the queue hold.
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
    let config = config_with(&["--take-seconds", "0.5"]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = router(State::new(&config, Database::of_test(app.db.pool.clone())));
    tokio::spawn(serve(listener, router, ServeSettings::new(&config), std::future::pending()));
    let (director, admin) = (app.as_director().await, app.as_role(Role::Admin).await);
    let ask = async |client: &Client<'_>| {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4 * 1024).unwrap();
        let mut connection = socket.connect(address).await.unwrap();
        let request =
            format!("GET /crm/bookings/export.csv HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n", client.cookie());
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut head = [0; 12];
        connection.read_exact(&mut head).await.unwrap();
        (connection, String::from_utf8(head.to_vec()).unwrap())
    };
    let mut kept = Vec::new();
    for _ in 0..2 {
        let (connection, status) = ask(&director).await;
        assert_eq!(status, "HTTP/1.1 200");
        kept.push(connection);
    }
    assert_eq!(ask(&director).await.1, "HTTP/1.1 503", "a person has two places");
    assert_eq!(ask(&admin).await.1, "HTTP/1.1 200", "which are not those of others");
    let freed = async { while ask(&director).await.1 != "HTTP/1.1 200" {} };
    timeout(Duration::from_secs(20), freed).await.expect("a reader that takes nothing is cut off");
}
