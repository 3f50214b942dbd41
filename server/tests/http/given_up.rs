//! Requests whose client disconnects before the response.

use crate::app::{PASSWORD, TestApp};
use axum::{body::Body, http::header};
use domain::staff::Role;
use std::time::Duration;
use tokio::time::{sleep, timeout};
use tower::ServiceExt as _;

const PATIENCE: Duration = Duration::from_secs(10);

/// Dropping a page on one thread can deadlock another, and a change must not be done by half.
#[tokio::test]
async fn what_was_begun_is_finished() {
    let app = TestApp::new().await;
    drop(app.as_role(Role::Manager).await);
    let login: String = sqlx::query_scalar("SELECT login FROM users").fetch_one(&app.db.pool).await.unwrap();
    let sessions =
        async || -> i64 { sqlx::query_scalar("SELECT count(*) FROM sessions").fetch_one(&app.db.pool).await.unwrap() };
    let before = sessions().await;

    let mut lock = app.db.pool.begin().await.unwrap();
    sqlx::query("LOCK TABLE sessions IN EXCLUSIVE MODE").execute(&mut *lock).await.unwrap();
    let form = format!("login={login}&password={}", PASSWORD.replace(' ', "+"));
    let request = app.as_stranger().request("POST", "/login");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(form));
    let client = tokio::spawn(app.router.clone().oneshot(request.unwrap()));
    let waits = "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'sessions'::regclass AND NOT granted)";
    let waiting = async {
        while !sqlx::query_scalar::<_, bool>(waits).fetch_one(&app.db.pool).await.unwrap() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, waiting).await.expect("the request gets as far as the lock");
    client.abort();
    assert!(client.await.unwrap_err().is_cancelled());
    lock.commit().await.unwrap();

    let finished = async {
        while sessions().await == before {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, finished).await.expect("given up with its client");
}
