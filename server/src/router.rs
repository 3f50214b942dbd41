//! All that the server answers.

use crate::{
    export,
    files::{changing, lasting},
    health::{livez, readyz},
    layers::{
        compress, find_caller, finish, hide_length, measure, name_request, offline, refuse_foreign, secure,
        send_strangers_to_login,
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

/// Largest request that is read: far more than any form of ours.
const BODY_LIMIT: usize = 256 * 1024;

/// The whole server.
pub fn router(state: State) -> Router {
    let pages = generate_route_list(app::App);
    let site = Path::new(state.options.site_root.as_ref());
    let build = match &state.files_address {
        Some(address) => Router::new().nest_service(&format!("{address}/pkg"), lasting::<()>(site)),
        None => Router::new(),
    };
    Router::new()
        .leptos_routes_with_context(&state, pages, state.context(), state.shell())
        .route("/crm/bookings/export.csv", get(export::as_csv))
        .route("/crm/bookings/export.xlsx", get(export::as_xlsx))
        .route("/", get(|| async { Redirect::to("/crm") }))
        .route("/crm/", get(|| async { Redirect::permanent("/crm") }))
        .route("/login", post(sign_in::sign_in))
        .route("/login/link/{token}", post(password_link::choose))
        .route("/logout", post(sign_in::sign_out))
        .route("/preferences", post(preferences::choose))
        .route("/api/ws/notifications", get(live::upgrade))
        .layer(from_fn_with_state(state.clone(), live::notice))
        .layer(from_fn_with_state(state.clone(), sign_in::prepare))
        .layer(from_fn_with_state(state.clone(), password_link::prepare))
        .layer(from_fn_with_state(state.clone(), send_strangers_to_login))
        .layer(from_fn_with_state(state.clone(), find_caller))
        .layer(from_fn(finish))
        .route("/offline", get(offline))
        .route("/texts/{hash}/{language}", get(texts))
        .route("/livez", get(livez))
        .route("/readyz", get(readyz))
        .merge(build)
        .fallback(changing(site))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(from_fn(refuse_foreign))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), limits::limit))
        .layer(from_fn_with_state(state.clone(), secure))
        .layer(compress())
        .layer(from_fn(hide_length))
        .layer(from_fn(measure))
        .layer(from_fn(name_request))
        .with_state(state)
}

/// A panic ends its request only.
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let what = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    tracing::error!(what, "a request panicked");
    let plain = (HeaderName::from_static("content-type"), HeaderValue::from_static("text/plain"));
    (StatusCode::INTERNAL_SERVER_ERROR, [plain], "something went wrong on our side\n").into_response()
}
