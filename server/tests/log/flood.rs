//! What strangers send does not fill the log.

use crate::app::{Client, TestApp, config_with};
use crate::burst::Log;
use axum::http::StatusCode;
use server::{database::Database, router::router, state::State};

#[tokio::test]
async fn requests_beyond_the_limit_and_names_that_no_file_has_are_not_logged() {
    let _one = crate::ONE_AT_A_TIME.lock().await;
    let app = TestApp::new().await;
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(log.clone()).finish();
    let _log = tracing::subscriber::set_default(subscriber);
    let config = config_with(&["--rate-limit", "on"]);
    let router = router(State::new(&config, Database::of_test(app.db.pool.clone())));
    let stranger = Client::stranger_to(&router);
    let mut refused = 0;
    for _ in 0..300 {
        refused += usize::from(stranger.get("/login").await.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused >= 300 - 120, "{refused}");
    let lines = log.lines("request{");
    assert!(lines <= 300 - refused, "{lines} lines of {} requests that were let through", 300 - refused);
    log.0.lock().unwrap().clear();
    for _ in 0..10 {
        let answer = stranger.get(&format!("/{}", "a".repeat(60_000))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!text.contains("ERROR") && !text.contains("WARN"), "{}", &text[..text.len().min(500)]);
}
