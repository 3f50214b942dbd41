//! The table of server functions and the roles that may call them. A server function without a row fails the test.

use crate::app::{TestApp, content_type};
use axum::{
    body::Body,
    http::{StatusCode, header},
};
use domain::staff::Role::{self, *};
use leptos::server_fn::axum::server_fn_paths;

/// `bookings: view` of product.md.
const SEE_BOOKINGS: &[Role] = &[Director, Admin, Manager, Sales, Accountant, Master];

/// `bookings: create, edit` of product.md.
const EDIT_BOOKINGS: &[Role] = &[Director, Admin, Manager, Sales];
/// `clients: view` of product.md, of all or one's own.
const SEE_CLIENTS: &[Role] = &[Director, Admin, Manager, Sales, Master];

/// `staff: view` and `edit` of product.md, and roles that assign permissions.
const SEE_STAFF: &[Role] = &[Director, Admin, Manager, Sales, Accountant];
const EDIT_STAFF: &[Role] = &[Director, Admin];
const EDIT_ROLES: &[Role] = &[Director];
const EVERYBODY: &[Role] = &Role::ALL;

/// Path, a request that changes nothing (no row has the id 0), its status for permitted roles, and these roles.
const TABLE: &[(&str, &str, StatusCode, &[Role])] = &[
    ("/api/auth/change_password", "current=a&new=short", StatusCode::UNPROCESSABLE_ENTITY, EVERYBODY),
    ("/api/auth/end_device", "session=0", StatusCode::OK, EVERYBODY),
    ("/api/auth/end_other_devices", "", StatusCode::OK, EVERYBODY),
    ("/api/auth/list_devices", "{}", StatusCode::OK, EVERYBODY),
    ("/api/bookings/book", VISIT, StatusCode::UNPROCESSABLE_ENTITY, EDIT_BOOKINGS),
    ("/api/bookings/cancel", r#"{"id":0,"why":{"reason":"x","by_client":true}}"#, StatusCode::NOT_FOUND, SEE_BOOKINGS),
    (
        "/api/bookings/change_many",
        r#"{"key":"key-for-the-table","selection":{"some":[0]},"verb":{"step":"confirm"}}"#,
        StatusCode::OK,
        EDIT_BOOKINGS,
    ),
    ("/api/bookings/count", QUERY, StatusCode::OK, SEE_BOOKINGS),
    ("/api/bookings/count_many", QUERY, StatusCode::OK, EDIT_BOOKINGS),
    (
        "/api/bookings/days",
        r#"{"asked":{"service":0,"day":"2026-11-20","minutes":null,"moved":null}}"#,
        StatusCode::OK,
        EDIT_BOOKINGS,
    ),
    ("/api/bookings/edit", EDIT, StatusCode::NOT_FOUND, EDIT_BOOKINGS),
    ("/api/bookings/find", r#"{"id":0}"#, StatusCode::NOT_FOUND, SEE_BOOKINGS),
    ("/api/bookings/list", QUERY, StatusCode::OK, SEE_BOOKINGS),
    ("/api/bookings/rows", r#"{"ids":[0]}"#, StatusCode::OK, SEE_BOOKINGS),
    ("/api/bookings/step", r#"{"id":0,"verb":"confirm"}"#, StatusCode::NOT_FOUND, SEE_BOOKINGS),
    ("/api/bookings/undo", r#"{"change":0}"#, StatusCode::NOT_FOUND, SEE_BOOKINGS),
    ("/api/clients/find", r#"{"typed":"a"}"#, StatusCode::OK, SEE_CLIENTS),
    ("/api/clients/habit", r#"{"client":0}"#, StatusCode::OK, EDIT_BOOKINGS),
    ("/api/clients/read_phone", r#"{"typed":"1"}"#, StatusCode::OK, EDIT_BOOKINGS),
    ("/api/live/set_busy", r#"{"busy":false}"#, StatusCode::OK, EVERYBODY),
    ("/api/live/show_build", "{}", StatusCode::OK, EVERYBODY),
    ("/api/lookup/look_up", r#"{"typed":"a"}"#, StatusCode::OK, EVERYBODY),
    (
        "/api/notifications/choose",
        r#"{"choice":{"kind":"moved","whose":"mine","sound":true}}"#,
        StatusCode::OK,
        EVERYBODY,
    ),
    ("/api/notifications/list", r#"{"before":null,"shown":"all"}"#, StatusCode::OK, EVERYBODY),
    ("/api/notifications/read", r#"{"which":{"these":[0]}}"#, StatusCode::OK, EVERYBODY),
    ("/api/notifications/show_choices", "{}", StatusCode::OK, EVERYBODY),
    ("/api/services/find", r#"{"typed":""}"#, StatusCode::OK, EVERYBODY),
    ("/api/staff/colleagues", r#"{"typed":"","master":0}"#, StatusCode::OK, EDIT_BOOKINGS),
    ("/api/staff/list", "{}", StatusCode::OK, SEE_STAFF),
    ("/api/staff/make_password_link", r#"{"id":0}"#, StatusCode::NOT_FOUND, EDIT_ROLES),
    ("/api/staff/switch_off", "person=0", StatusCode::NOT_FOUND, EDIT_STAFF),
    ("/api/staff/switch_on", "person=0", StatusCode::NOT_FOUND, EDIT_STAFF),
    ("/api/today/show", "{}", StatusCode::OK, SEE_BOOKINGS),
    ("/api/trash/list", "{}", StatusCode::OK, &[Director, Admin]),
    ("/api/trash/purge", "{}", StatusCode::OK, &[Director]),
];

const VISIT: &str = r#"{"visit":{"key":"","client":{"known":0},"services":[],"source":"phone","notes":""}}"#;
const EDIT: &str = r#"{"id":0,"version":1,"fields":{"starts":"2026-11-20T10:00:00","minutes":60,"master":0,
    "service":0,"price":1,"notes":""}}"#;
const QUERY: &str = r#"{"query":{}}"#;

fn paths() -> Vec<String> {
    let mut paths: Vec<String> = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    paths.sort();
    paths
}

#[tokio::test]
async fn every_server_function_has_a_row() {
    let rows: Vec<&str> = TABLE.iter().map(|(path, ..)| *path).collect();
    assert_eq!(paths(), rows);
}

#[tokio::test]
async fn every_function_answers_its_roles_only() {
    let app = TestApp::new().await;
    for role in Role::ALL {
        let client = app.as_role(role).await;
        for (path, question, status, roles) in TABLE {
            let answer = client.call(path, question).await;
            if !roles.contains(&role) {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} as {role:?}");
                assert_eq!(answer.text, r#""Forbidden""#, "{path} as {role:?}");
            } else {
                assert_eq!(answer.status, *status, "{path} as {role:?}: {}", answer.text);
            }
        }
    }
}

#[tokio::test]
async fn every_function_refuses_strangers_and_foreign_sites() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    for (path, question, ..) in TABLE {
        let answer = app.as_stranger().call(path, question).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::UNAUTHORIZED, r#""SignedOut""#), "{path}");
        let request = director
            .request("POST", path)
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, content_type(question))
            .body(Body::from(*question))
            .unwrap();
        assert_eq!(director.send(request).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn nothing_is_changed_by_get() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    for path in paths().iter().map(String::as_str).chain(["/logout", "/preferences"]) {
        let status = director.get(path).await.status;
        assert!(matches!(status, StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_FOUND), "{path}: {status}");
    }
}

/// Before hydration the browser submits the form itself and is redirected back to the form's page.
#[tokio::test]
async fn forms_work_without_script() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let manager = app.db.person("Max", Manager).await;
    let request = director
        .request("POST", "/api/staff/switch_off")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, "http://salon.example/crm/staff")
        .body(Body::from(format!("person={}", manager.id)))
        .unwrap();
    let answer = director.send(request).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, "http://salon.example/crm/staff?"));
    let active: bool = sqlx::query_scalar("SELECT active FROM users WHERE id = $1")
        .bind(manager.id)
        .fetch_one(&app.db.pool)
        .await
        .unwrap();
    assert!(!active);
}

/// Permissions that are granted to or revoked from single people are stored with the person.
#[tokio::test]
async fn single_permissions_are_added_and_taken_away() {
    let app = TestApp::new().await;
    let person = async |name: &str, role: Role, column: &str, code: &str| {
        let actor = app.db.person(name, role).await;
        let sql = format!("UPDATE users SET {column} = ARRAY[$1] WHERE id = $2");
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(code).bind(actor.id).execute(&app.db.pool).await.unwrap();
        app.as_person(&actor).await
    };
    let marketer = person("Mark", Marketer, "granted", "bookings:view:all").await;
    assert_eq!(marketer.call("/api/bookings/list", QUERY).await.status, StatusCode::OK);
    assert_eq!(marketer.call("/api/trash/list", "{}").await.status, StatusCode::FORBIDDEN);
    let admin = person("Ada", Admin, "revoked", "bookings:trash").await;
    assert_eq!(admin.call("/api/trash/list", "{}").await.status, StatusCode::FORBIDDEN);
    assert_eq!(admin.call("/api/bookings/list", QUERY).await.status, StatusCode::OK);
}
