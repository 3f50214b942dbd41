//! Arguments that cannot be read, and filters that would mean everything.

use crate::app::TestApp;
use axum::http::StatusCode;
use domain::{
    bookings::{BulkAction, Counted, Selection, Status, Verb},
    staff::Role,
};
use jiff::civil::date;
use leptos::server_fn::axum::server_fn_paths;
use testkit::NewBooking;

#[tokio::test]
async fn arguments_that_cannot_be_read_are_a_typed_422() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    // Functions without arguments read nothing.
    let nothing = ["/end_other_devices", "/list_devices", "/show_build", "/show_choices", "/staff/list", "/today/show"];
    let nothing = [&nothing[..], &["/trash/list", "/trash/purge"]].concat();
    for (path, _) in server_fn_paths() {
        for input in ["{", "{\"id\":[[]],\"visit\":7}", "{\"\\ud800\":1}"] {
            let answer = director.call(path, input).await;
            if nothing.iter().any(|end| path.ends_with(end)) && answer.status == StatusCode::OK {
                continue;
            }
            let answered = (answer.status, answer.text.as_str());
            assert_eq!(answered, (StatusCode::UNPROCESSABLE_ENTITY, r#""Malformed""#), "{path} {input}");
        }
    }
}

#[tokio::test]
async fn a_start_with_an_offset_is_refused_and_not_read_without_it() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let dina = app.db.master("Dina").await;
    let service = app.db.offered("Manicure", &[&dina]).await;
    let tomorrow = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
    let day = tomorrow.strftime("%Y-%m-%d");
    for (starts, status) in [
        (format!("{day}T10:00:00+04:00"), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{day}T10:00:00Z"), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{day}"), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{day}T10:00:00"), StatusCode::OK),
    ] {
        let visit = format!(
            r#"{{"visit":{{"key":"key-of-the-visit-1","client":{{"new":{{"name":"Noura","phone":"","instagram":""}}}},
            "services":[{{"service":{service},"master":{},"starts":"{starts}","minutes":null,"price":null}}],
            "source":"phone","notes":""}}}}"#,
            dina.id
        );
        assert_eq!(director.call("/api/bookings/book", &visit).await.status, status, "{starts}");
    }
    let day = r#"{"asked":{"service":1,"day":"2027-11-05T10:00:00+04:00","minutes":null,"moved":null}}"#;
    assert_eq!(director.call("/api/bookings/days", day).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// What cannot be read is nothing to a list, and must not be everything to whoever changes or exports.
#[tokio::test]
async fn filters_that_cannot_be_read_are_ignored_by_lists_only() {
    let app = TestApp::new().await;
    let dina = app.db.master("Dina").await;
    NewBooking::with(&dina, date(2026, 11, 20).at(10, 0, 0, 0)).status(Status::Pending).book(&app.db).await;
    let director = app.as_director().await;
    for (name, value) in [("status", "cancelledd"), ("from", "2027-13-01"), ("master", "abc"), ("statuss", "pending")] {
        let query = format!(r#"{{"{name}":"{value}"}}"#);
        let answer = director.call("/api/bookings/list", &format!(r#"{{"query":{query}}}"#)).await;
        assert!(answer.status == StatusCode::OK && answer.text.contains("Amelia Hart"), "{}", answer.text);
        let refused = format!(r#"{{"Invalid":[{{"field":"{name}","flaw":"Wrong"}}]}}"#);
        let change = format!(
            r#"{{"key":"key-of-a-bulk-change","selection":{{"all":{{"query":{query},"counted":0}}}},
            "verb":{{"step":"confirm"}}}}"#
        );
        for (path, input) in
            [("/api/bookings/count_many", format!(r#"{{"query":{query}}}"#)), ("/api/bookings/change_many", change)]
        {
            let answer = director.call(path, &input).await;
            assert_eq!((answer.status, &answer.text), (StatusCode::UNPROCESSABLE_ENTITY, &refused), "{path}");
        }
        for ending in ["csv", "xlsx"] {
            let answer = director.get(&format!("/crm/bookings/export.{ending}?{name}={value}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{ending}: {name}");
            assert!(!answer.headers.contains_key("content-disposition"));
        }
    }
    let statuses: Vec<String> =
        sqlx::query_scalar("SELECT status FROM bookings").fetch_all(&app.db.pool).await.unwrap();
    assert_eq!(statuses, ["pending"]);
    for rest in ["only=1,x", "only=", "style=tabs"] {
        let answer = director.get(&format!("/crm/bookings/export.csv?{rest}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
    }
}

#[tokio::test]
async fn a_page_with_filters_that_cannot_be_read_names_them() {
    let app = TestApp::new().await;
    let manager = app.as_role(Role::Manager).await;
    let page = manager.get("/crm/bookings?status=cancelledd&from=2027-13-01&sort=oldest").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Ignored because it can’t be read: Status"), "{}", page.text);
    assert!(page.text.contains("cancelledd") && page.text.contains("2027-13-01"));
    let page = manager.get("/crm/bookings?status=cancelled&utm=x").await;
    assert!(!page.text.contains("can’t be read"));
}

#[tokio::test]
async fn a_bulk_change_is_made_of_what_was_counted_and_once() {
    let app = TestApp::new().await;
    let dina = app.db.master("Dina").await;
    NewBooking::with(&dina, date(2026, 11, 20).at(10, 0, 0, 0)).status(Status::Pending).book(&app.db).await;
    let director = app.as_director().await;
    let counted = director.call("/api/bookings/count_many", r#"{"query":{"status":"pending"}}"#).await;
    let Counted { count, seq } = serde_json::from_str(&counted.text).unwrap();
    assert_eq!(count, 1);
    let query = serde_json::from_str(r#"{"status":"pending"}"#).unwrap();
    let selection = serde_json::to_string(&Selection::All { query, counted: seq }).unwrap();
    let verb = serde_json::to_string(&BulkAction::Step(Verb::Confirm)).unwrap();
    let change = format!(r#"{{"key":"key-of-a-bulk-change","selection":{selection},"verb":{verb}}}"#);
    let first = director.call("/api/bookings/change_many", &change).await;
    assert!(first.text.contains(r#""done":1"#), "{}", first.text);
    assert_eq!(director.call("/api/bookings/change_many", &change).await.text, first.text);
}
