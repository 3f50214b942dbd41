use axum::{extract::Request, http::StatusCode, middleware::Next, response::IntoResponse as _, response::Response};
use std::panic::resume_unwind;
use tracing::Instrument as _;

/// Finishes what was begun, also when the client has gone away meanwhile. Leptos renders a page on several threads;
/// a page that is dropped on one while another looks something up in it can lock that thread for ever.
pub async fn finish(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(ended) if ended.is_panic() => resume_unwind(ended.into_panic()),
        // The process is ending.
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
