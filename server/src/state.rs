//! What the handlers share, apart from the routes that lead to them.

use crate::{
    callers::Callers,
    config::Config,
    cookies::Cookies,
    database::Database,
    files::{chunks, lasting_address},
    limits::Limits,
    live::Live,
};
use app::context::{
    Production,
    site::{self, Site},
};
use axum::{
    extract::{FromRef, Request},
    response::{IntoResponse as _, Response},
};
use ipnet::IpNet;
use leptos::prelude::{LeptosOptions, provide_context};
use std::sync::Arc;

/// The settings and connections that all handlers share.
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
    /// What they say of who asks is believed.
    pub trusted_proxies: Arc<[IpNet]>,
    /// Where the files of this build never change.
    pub files_address: Option<String>,
    /// How pages are rendered.
    pub options: LeptosOptions,
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
            trusted_proxies: config.trusted_proxies.clone().into(),
            options,
        }
    }

    /// Renders the app's page for a request.
    pub async fn render(&self, request: Request) -> Response {
        let (context, shell) = (self.context(), self.shell());
        leptos_axum::render_app_async_with_context(context, shell)(request).await.into_response()
    }

    /// Provides what server functions and pages need.
    pub fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let (pool, production) = (self.database.pool.clone(), Production(self.production));
        move || {
            provide_context(pool.clone());
            provide_context(production);
            app::context::guard_page();
        }
    }

    /// The document around the app.
    pub fn shell(&self) -> impl Fn() -> leptos::prelude::AnyView + Clone + Send + Sync + 'static {
        use leptos::prelude::IntoAny as _;
        let options = self.options.clone();
        move || app::shell(options.clone()).into_any()
    }
}
