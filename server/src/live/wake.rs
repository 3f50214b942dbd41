use crate::state::State;
use app::context::Caller;
use axum::{
    extract::{self, Request},
    http::Method,
    middleware::Next,
    response::Response,
};

/// Wakes the dispatcher after each successful change.
pub async fn wake_after_change(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let signed = matches!(request.extensions().get::<Caller>(), Some(Caller(Ok(Some(_)))));
    let is_change = request.method() == Method::POST && signed;
    let people = PEOPLE_PATHS.contains(&request.uri().path());
    let response = next.run(request).await;
    if is_change && response.status().is_success() {
        if people { state.live.wake_for_people() } else { state.live.wake() }
    }
    response
}

/// Paths that only change what people have read and their presence.
const PEOPLE_PATHS: [&str; 2] = ["/api/notifications/read", "/api/live/set_busy"];
