//! All that the server answers.

use crate::{
    callers::Callers,
    config::Config,
    cookies::Cookies,
    database::Database,
    export,
    files::{changing, chunks, lasting, lasting_address},
    health::{livez, readyz},
    layers::{find_caller, finish, measure, name_request, offline, refuse_foreign, secure, send_strangers_to_login},
    limits::{self, Limits},
    live::{self, Live},
    password_link, preferences, sign_in,
};
use app::context::{
    Production, UndoWithin,
    site::{self, Site},
};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, FromRef, Request},
    http::{HeaderName, HeaderValue, StatusCode},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ipnet::IpNet;
use jiff::SignedDuration;
use leptos::prelude::{LeptosOptions, provide_context};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use std::{any::Any, path::Path, sync::Arc};
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer};

/// Largest request that is read: far more than any form of ours.
const BODY_LIMIT: usize = 256 * 1024;

/// What handlers share.
#[derive(Clone)]
pub struct State {
    /// The salon's database.
    pub database: Database,
    /// Who has a page open.
    pub live: Live,
    /// How much each address may ask; `None`: as much as it wants.
    pub limits: Option<Arc<Limits>>,
    /// Who was seen a moment ago.
    pub callers: Callers,
    /// How cookies are named.
    pub cookies: Cookies,
    /// Whether real people depend on it.
    pub production: bool,
    /// How long what somebody did may be undone.
    pub undo_within: SignedDuration,
    /// What they say of who asks is believed.
    pub trusted_proxies: Arc<[IpNet]>,
    /// Where the files of this build never change.
    files_address: Option<String>,
    options: LeptosOptions,
}

impl FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.options.clone()
    }
}

impl State {
    /// What a process with these settings and this database shares.
    pub fn new(config: &Config, database: Database) -> Self {
        let options = LeptosOptions::builder()
            .output_name("beauty-crm")
            .site_root(config.site.to_string_lossy().into_owned())
            .site_addr(config.addr)
            .env(if config.is_production() { leptos::config::Env::PROD } else { leptos::config::Env::DEV })
            .build();
        let files_address = lasting_address(&config.site);
        if let Some(root) = files_address.clone() {
            site::serve(Site { root, chunks: chunks(&config.site) });
        }
        State {
            files_address,
            database,
            live: Live::new(config.redis_url.clone()),
            limits: config.limits_rate().then(|| Arc::new(Limits::new(config.redis_url.clone()))),
            callers: Callers::default(),
            cookies: Cookies::new(config),
            production: config.is_production(),
            undo_within: config.undo_within(),
            trusted_proxies: config.trusted_proxies.clone().into(),
            options,
        }
    }

    /// Renders the app's page for a request.
    pub async fn render(&self, request: Request) -> Response {
        let (context, shell) = (self.context(), self.shell());
        leptos_axum::render_app_async_with_context(context, shell)(request).await.into_response()
    }

    fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let (pool, production) = (self.database.pool.clone(), Production(self.production));
        let undo_within = UndoWithin(self.undo_within);
        move || {
            provide_context(pool.clone());
            provide_context(production);
            provide_context(undo_within);
            app::context::guard_page();
        }
    }

    fn shell(&self) -> impl Fn() -> leptos::prelude::AnyView + Clone + Send + Sync + 'static {
        use leptos::prelude::IntoAny as _;
        let options = self.options.clone();
        move || app::shell(options.clone()).into_any()
    }
}

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
