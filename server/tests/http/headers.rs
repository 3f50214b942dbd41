use crate::app::TestApp;
use axum::{body::Body, http::StatusCode};

#[tokio::test]
async fn every_answer_is_named_timed_and_guarded() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let mut names = Vec::new();
    for path in ["/livez", "/readyz", "/crm", "/crm/bookings", "/crm/bookings/9", "/login", "/nothing", "/icons.svg"] {
        let answer = director.get(path).await;
        assert!(answer.header("server-timing").starts_with("total;dur="), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        names.push(answer.header("x-request-id").to_owned());
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 8);
    let page = director.get("/crm/bookings").await;
    assert!(page.header("server-timing").contains("db;dur="), "{}", page.header("server-timing"));
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn pages_run_only_scripts_that_have_their_nonce() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let (first, second) = (director.get("/crm/bookings").await, director.get("/crm/bookings").await);
    let policy = first.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(nonce.len() >= 16 && !second.header("content-security-policy").contains(nonce), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    let tags: Vec<&str> = first.text.split("<script").skip(1).map(|tag| tag.split('>').next().unwrap()).collect();
    assert!(!tags.is_empty() && tags.iter().all(|tag| tag.contains(nonce)), "{tags:?}");
    assert!(!first.text.contains("style=\"") && !first.text.contains("onclick"), "{}", first.text);
}

#[tokio::test]
async fn too_large_a_request_is_refused() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let request = director.request("POST", "/api/bookings/list").header("content-type", "application/json");
    let answer = director.send(request.body(Body::from("x".repeat(300_000))).unwrap()).await;
    assert!(answer.status.is_client_error() || answer.status == StatusCode::INTERNAL_SERVER_ERROR, "{}", answer.status);
    let answer = app.as_stranger().post("/login", &format!("login={}", "x".repeat(300_000))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
