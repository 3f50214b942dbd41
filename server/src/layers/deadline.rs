use crate::state::State;
use app::context::Deadline;
use axum::{
    extract::{self, Request},
    middleware::Next,
    response::Response,
};

/// Server functions that change nothing; they are asked by POST as all others.
const READING: [&str; 19] = [
    "/api/auth/list_devices",
    "/api/bookings/count",
    "/api/bookings/count_many",
    "/api/bookings/days",
    "/api/bookings/find",
    "/api/bookings/list",
    "/api/bookings/rows",
    "/api/clients/find",
    "/api/clients/habit",
    "/api/clients/read_phone",
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

/// Server functions that may change ten thousand bookings, a hundred in each transaction.
const LONG: [&str; 3] = ["/api/bookings/change_many", "/api/bookings/undo", "/api/trash/purge"];
/// How many times as long as other changes they may take.
const TIMES_AS_LONG: u32 = 8;

/// Sets until when the domain may take for a request.
pub async fn set_deadline(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let longest = match request.uri().path() {
        _ if request.method().is_safe() => state.timeouts.read,
        path if READING.contains(&path) => state.timeouts.read,
        path if LONG.contains(&path) => state.timeouts.write * TIMES_AS_LONG,
        _ => state.timeouts.write,
    };
    request.extensions_mut().insert(Deadline::new(longest));
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_functions_exist() {
        let paths: Vec<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
        for path in READING.iter().chain(&LONG) {
            assert!(paths.contains(path), "{path}");
        }
    }
}
