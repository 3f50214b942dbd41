use app::AppError;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// Most bytes of an error.
const LONGEST: usize = 64 * 1024;

/// Gives errors of arguments that cannot be read the status 422. Leptos answers them with 500 before our code runs, and
/// offers no other place to set a status.
pub async fn refuse_malformed(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let failed = response.status() == StatusCode::INTERNAL_SERVER_ERROR;
    if !failed || !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LONGEST).await else { return Response::from_parts(parts, Body::empty()) };
    if serde_json::from_slice(&body).is_ok_and(|error: AppError| error == AppError::Malformed) {
        parts.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Response::from_parts(parts, Body::from(body))
}
