//! Rate limits per address (protocols.md, "Limits per address").

mod local;
mod shared;
mod windows;

use crate::{address, layers::plain_page_response, state::State};
use app::{AppError, Plain};
use axum::{
    Json,
    extract::{self, MatchedPath, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{Db, database::within, settings};
use local::LocalLimiter;
use shared::SharedLimiter;
use std::{
    net::IpAddr,
    time::{Duration, Instant},
};
use tokio::sync::OnceCell;
use windows::{Decision, WINDOWS};

/// Longest wait for the salon's key, which is read once. Until then requests are counted locally.
const KEY_TIMEOUT: Duration = Duration::from_millis(500);

/// Rate limits, shared by all processes of the salon with Redis.
pub struct Limits {
    /// Used without Redis and while Redis is unavailable.
    local: LocalLimiter,
    shared: Option<SharedLimiter>,
    /// Key prefix, since several salons may use the same Redis.
    salon: OnceCell<String>,
}

impl Limits {
    /// Limits without any counted requests.
    pub fn new(redis: Option<redis::Client>) -> Self {
        Limits { local: LocalLimiter::new(), shared: redis.map(SharedLimiter::new), salon: OnceCell::new() }
    }

    async fn check(&self, db: &Db, address: IpAddr) -> Decision {
        let shared = async {
            let key = || within(Instant::now() + KEY_TIMEOUT, settings::salon_key(db));
            let salon = self.salon.get_or_try_init(key).await.ok()?;
            self.shared.as_ref()?.check(salon, address).await
        };
        let shared = if self.shared.is_some() { shared.await } else { None };
        shared.unwrap_or_else(|| self.local.check(address))
    }
}

/// Rejects requests above the limit with status 429, and adds rate limit headers to all responses.
pub async fn limit(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let Some(limits) = state.limits.as_ref().filter(|_| is_limited(&request)) else { return next.run(request).await };
    let client = address::client(request.extensions().get(), request.headers(), &state.trusted_proxies);
    let decision = limits.check(&state.database.pool, address::network(client)).await;
    let mut response =
        if decision.allowed { next.run(request).await } else { too_many_requests(&request, decision.retry_after()) };
    add_headers(response.headers_mut(), &decision);
    response
}

/// Static files, which have no route, and health checks are not limited.
fn is_limited(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>();
    route.is_some_and(|route| !["/livez", "/readyz", "/offline", "/texts/{hash}/{language}"].contains(&route.as_str()))
}

/// An HTML page for page requests, the JSON error of server functions for others.
fn too_many_requests(request: &Request, seconds: u32) -> Response {
    let accepts = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let mut response = if accepts.contains("text/html") {
        // The page must not repeat a form submission automatically.
        let retry = request.method().is_safe().then_some(seconds);
        plain_page_response(request, StatusCode::TOO_MANY_REQUESTS, Plain::TooMany { seconds, again: retry })
    } else {
        (StatusCode::TOO_MANY_REQUESTS, Json(AppError::TooManyRequests { seconds })).into_response()
    };
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

const X_RATELIMIT_LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const X_RATELIMIT_REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const X_RATELIMIT_RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");
const RATELIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const RATELIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Adds the older `X-RateLimit` headers, for one window, and those of draft-ietf-httpapi-ratelimit-headers, for all.
fn add_headers(headers: &mut HeaderMap, decision: &Decision) {
    let (window, remaining) = decision.tightest();
    headers.insert(X_RATELIMIT_LIMIT, HeaderValue::from(window.max_requests));
    headers.insert(X_RATELIMIT_REMAINING, HeaderValue::from(remaining.requests));
    headers.insert(X_RATELIMIT_RESET, HeaderValue::from(remaining.reset_seconds));
    let policy =
        WINDOWS.map(|window| format!("\"{}\";q={};w={}", window.name, window.max_requests, window.period_ms / 1_000));
    let remaining = decision.remaining().map(|(window, remaining)| {
        format!("\"{}\";r={};t={}", window.name, remaining.requests, remaining.reset_seconds)
    });
    for (name, value) in [(RATELIMIT_POLICY, policy.join(", ")), (RATELIMIT, remaining.collect::<Vec<_>>().join(", "))]
    {
        headers.extend(HeaderValue::from_str(&value).ok().map(|value| (name, value)));
    }
}
