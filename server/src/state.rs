//! Shared state of the handlers.

use crate::{
    config::Config,
    cookies::Cookies,
    database::Database,
    export,
    files::{chunks, immutable_address},
    limits::Limits,
    live::Live,
    session_cache::SessionCache,
};
use app::context::{
    Production, UndoWithin,
    site::{self, Site},
};
use axum::{
    extract::{FromRef, Request},
    response::{IntoResponse as _, Response},
};
use ipnet::IpNet;
use jiff::SignedDuration;
use leptos::prelude::{LeptosOptions, provide_context};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Settings and connections. Cheap to clone.
#[derive(Clone)]
pub struct State {
    /// The salon's database; may still be unprepared.
    pub database: Database,
    /// Registry of live connections.
    pub live: Live,
    /// Rate limits; `None` if they are disabled.
    pub limits: Option<Arc<Limits>>,
    /// Places for exports.
    pub exports: Arc<Semaphore>,
    /// Sessions that were looked up in the last two seconds.
    pub session_cache: SessionCache,
    /// Names and attributes of cookies.
    pub cookies: Cookies,
    /// Whether this is a salon's server.
    pub production: bool,
    /// How long a change of bookings can be undone.
    pub undo_within: SignedDuration,
    /// Reverse proxies whose `X-Forwarded-For` is trusted.
    pub trusted_proxies: Arc<[IpNet]>,
    /// Path below which the files of this build never change.
    pub files_address: Option<String>,
    /// Options of Leptos: names and folders of the built site.
    pub options: LeptosOptions,
}

impl FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.options.clone()
    }
}

impl State {
    /// State of a process with these settings and this database.
    pub fn new(config: &Config, database: Database) -> Self {
        let options = LeptosOptions::builder()
            .output_name("beauty-crm")
            .site_root(config.site.to_string_lossy().into_owned())
            .site_addr(config.addr)
            .env(if config.is_production() { leptos::config::Env::PROD } else { leptos::config::Env::DEV })
            .build();
        let files_address = immutable_address(&config.site);
        if let Some(root) = files_address.clone() {
            site::serve(Site { root, chunks: chunks(&config.site) });
        }
        State {
            files_address,
            database,
            live: Live::new(config.redis_url.clone()),
            limits: config.limits_rate().then(|| Arc::new(Limits::new(config.redis_url.clone()))),
            exports: Arc::new(Semaphore::new(export::AT_ONCE)),
            session_cache: SessionCache::default(),
            cookies: Cookies::new(config),
            production: config.is_production(),
            undo_within: config.undo_within(),
            trusted_proxies: config.trusted_proxies.clone().into(),
            options,
        }
    }

    /// Renders the page of a request.
    pub async fn render(&self, request: Request) -> Response {
        let (context, shell) = (self.context(), self.shell());
        leptos_axum::render_app_async_with_context(context, shell)(request).await.into_response()
    }

    /// Provides Leptos contexts for server functions and pages.
    pub fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let (pool, production) = (self.database.pool.clone(), Production(self.production));
        let undo_within = UndoWithin(self.undo_within);
        move || {
            provide_context(undo_within);
            provide_context(pool.clone());
            provide_context(production);
            app::context::guard_page();
        }
    }

    /// The HTML document around the app.
    pub fn shell(&self) -> impl Fn() -> leptos::prelude::AnyView + Clone + Send + Sync + 'static {
        use leptos::prelude::IntoAny as _;
        let options = self.options.clone();
        move || app::shell(options.clone()).into_any()
    }
}
