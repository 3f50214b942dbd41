//! The table of who may call what. A server function without a row here fails the test.

use crate::app::TestApp;
use axum::{
    body::Body,
    http::{StatusCode, header},
};
use domain::staff::Role::{self, *};
use leptos::server_fn::axum::server_fn_paths;

/// `bookings: view` of product.md.
const SEE_BOOKINGS: &[Role] = &[Director, Admin, Manager, Sales, Accountant, Master];

/// Path, a harmless question, and the roles that are answered.
const TABLE: &[(&str, &str, &[Role])] = &[
    ("/api/bookings/list", QUERY, SEE_BOOKINGS),
    ("/api/bookings/count", QUERY, SEE_BOOKINGS),
    ("/api/bookings/find", r#"{"id":1}"#, SEE_BOOKINGS),
];

const QUERY: &str = r#"{"query":{}}"#;

fn paths() -> Vec<String> {
    let mut paths: Vec<String> = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    paths.sort();
    paths
}

#[tokio::test]
async fn every_server_function_has_a_row() {
    let mut rows: Vec<&str> = TABLE.iter().map(|(path, ..)| *path).collect();
    rows.sort_unstable();
    assert_eq!(paths(), rows);
}

#[tokio::test]
async fn every_function_answers_its_roles_only() {
    let app = TestApp::new().await;
    for role in Role::ALL {
        let client = app.as_role(role).await;
        for (path, question, roles) in TABLE {
            let answer = client.call(path, question).await;
            if !roles.contains(&role) {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} as {role:?}");
                assert_eq!(answer.text, r#""Forbidden""#, "{path} as {role:?}");
            } else {
                // The booking asked for does not exist, which is an answer too.
                let expected = if path.ends_with("find") { StatusCode::NOT_FOUND } else { StatusCode::OK };
                assert_eq!(answer.status, expected, "{path} as {role:?}: {}", answer.text);
            }
        }
    }
}

#[tokio::test]
async fn every_function_refuses_strangers_and_foreign_sites() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    for (path, question, _) in TABLE {
        let answer = app.as_stranger().call(path, question).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::UNAUTHORIZED, r#""SignedOut""#), "{path}");
        let request = director
            .request("POST", path)
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/json")
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
