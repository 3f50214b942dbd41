use crate::state::State;
use app::context::Deadline;
use axum::{
    extract::{self, Request},
    middleware::Next,
    response::Response,
};
use std::time::Instant;

/// Server functions that change nothing; they are asked by POST as all others.
pub const READING: [&str; 18] = [
    "/api/auth/list_devices",
    "/api/bookings/count",
    "/api/bookings/count_many",
    "/api/bookings/days",
    "/api/bookings/find",
    "/api/bookings/list",
    "/api/bookings/rows",
    "/api/clients/find",
    "/api/clients/habit",
    "/api/live/show_build",
    "/api/lookup/look_up",
    "/api/notifications/list",
    "/api/notifications/show_choices",
    "/api/services/find",
    "/api/staff/colleagues",
    "/api/staff/list",
    "/api/today/show",
    "/api/trash/list",
];

/// Sets until when the domain may take for a request.
pub async fn set_deadline(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let reads = request.method().is_safe() || READING.contains(&request.uri().path());
    let longest = if reads { state.timeouts.read } else { state.timeouts.write };
    request.extensions_mut().insert(Deadline(Instant::now() + longest));
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_read_exist() {
        let paths: Vec<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
        for path in READING {
            assert!(paths.contains(&path), "{path}");
        }
    }
}
