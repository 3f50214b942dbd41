//! Health checks for process managers and reverse proxies.

use crate::state::State;
use axum::{extract, http::StatusCode};
use std::time::{Duration, Instant};

/// Longest wait for the database's answer.
const LONGEST: Duration = Duration::from_secs(3);

/// `/livez`: the process runs. Independent of the database.
pub async fn livez() -> &'static str {
    "alive\n"
}

/// `/readyz`: the database is reachable and has the current schema.
pub async fn readyz(extract::State(state): extract::State<State>) -> (StatusCode, &'static str) {
    if !state.database.is_prepared() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database is not ready\n");
    }
    let current = async { Ok(domain::database::is_current(&state.database.pool).await?) };
    match domain::database::within(Instant::now() + LONGEST, current).await {
        Ok(true) => (StatusCode::OK, "ready\n"),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "the schema is not up to date\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
