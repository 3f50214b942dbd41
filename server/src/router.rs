//! The routes of the server, and the middleware around them.

use crate::{
    export,
    files::{immutable_files, revalidated_files},
    health::{livez, readyz},
    layers::{
        assign_request_id, authenticate, compress, hide_length, measure, offline, refuse_malformed, reject_cross_site,
        require_sign_in, run_to_completion, security_headers, set_deadline,
    },
    limits, live, password_link, preferences, sign_in,
    state::State,
    texts::texts,
};
use axum::{
    Router,
    body::Body,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, StatusCode},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use std::{any::Any, path::Path};
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer};

/// Maximum size of a request body in bytes, far larger than any form.
const BODY_LIMIT: usize = 256 * 1024;

/// All routes with their middleware.
pub fn router(state: State) -> Router {
    let pages = generate_route_list(app::App);
    let site = Path::new(state.options.site_root.as_ref());
    let build = match &state.files_address {
        Some(address) => Router::new().nest_service(&format!("{address}/pkg"), immutable_files::<()>(site)),
        None => Router::new(),
    };
    Router::new()
        .leptos_routes_with_context(&state, pages, state.context(), state.shell())
        .route("/crm/bookings/export.csv", get(export::as_csv))
        .route("/crm/bookings/export.xlsx", get(export::as_xlsx))
        .route("/", get(|| async { Redirect::to("/crm") }))
        .route("/crm/", get(|| async { Redirect::permanent("/crm") }))
        .route("/login", post(sign_in::sign_in))
        .route("/login/link/{token}", post(password_link::set_password))
        .route("/logout", post(sign_in::sign_out))
        .route("/preferences", post(preferences::save))
        .route("/api/ws/notifications", get(live::upgrade))
        .layer(from_fn(refuse_malformed))
        .layer(from_fn_with_state(state.clone(), live::wake_after_change))
        .layer(from_fn_with_state(state.clone(), sign_in::prepare_form))
        .layer(from_fn_with_state(state.clone(), password_link::load_owner))
        .layer(from_fn_with_state(state.clone(), require_sign_in))
        .layer(from_fn_with_state(state.clone(), authenticate))
        .layer(from_fn(run_to_completion))
        .layer(from_fn_with_state(state.clone(), set_deadline))
        .route("/offline", get(offline))
        .route("/texts/{hash}/{language}", get(texts))
        .route("/livez", get(livez))
        .route("/readyz", get(readyz))
        .merge(build)
        .fallback(revalidated_files(site))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(from_fn(reject_cross_site))
        .layer(CatchPanicLayer::custom(panic_response))
        .layer(from_fn(measure))
        // Whatever is refused here costs no line in the log.
        .layer(from_fn_with_state(state.clone(), limits::limit))
        .layer(from_fn_with_state(state.clone(), security_headers))
        .layer(compress())
        .layer(from_fn(hide_length))
        .layer(from_fn(assign_request_id))
        .with_state(state)
}

/// Turns a panic into a response with status 500.
fn panic_response(panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let what = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    tracing::error!(what, "a request panicked");
    let plain = (HeaderName::from_static("content-type"), HeaderValue::from_static("text/plain"));
    (StatusCode::INTERNAL_SERVER_ERROR, [plain], "something went wrong on our side\n").into_response()
}
