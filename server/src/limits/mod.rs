//! How much one address may ask of the salon (protocols.md, "Limits per address").

mod memory;
mod shared;
mod windows;

use crate::{address, layers::plain_answer, state::State};
use app::{AppError, Plain};
use axum::{
    Json,
    extract::{self, MatchedPath, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{Db, settings};
use memory::Memory;
use shared::Shared;
use std::net::IpAddr;
use tokio::sync::OnceCell;
use windows::{Verdict, WINDOWS};

/// What addresses have asked, here or, with Redis, of all processes of the salon.
pub struct Limits {
    /// Counts where there is no Redis, and while it is away.
    memory: Memory,
    shared: Option<Shared>,
    /// Which salon this is: others may use the same Redis.
    salon: OnceCell<String>,
}

impl Limits {
    /// Nobody has asked anything of this process.
    pub fn new(redis: Option<redis::Client>) -> Self {
        Limits { memory: Memory::new(), shared: redis.map(Shared::new), salon: OnceCell::new() }
    }

    async fn ask(&self, db: &Db, address: IpAddr) -> Verdict {
        let together = async {
            let salon = self.salon.get_or_try_init(|| settings::salon_key(db)).await.ok()?;
            self.shared.as_ref()?.ask(salon, address).await
        };
        let together = if self.shared.is_some() { together.await } else { None };
        together.unwrap_or_else(|| self.memory.ask(address))
    }
}

/// Serves what an address may ask, and says to all how much is left.
pub async fn limit(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let Some(limits) = state.limits.as_ref().filter(|_| counts(&request)) else { return next.run(request).await };
    let client = address::client(request.extensions().get(), request.headers(), &state.trusted_proxies);
    let verdict = limits.ask(&state.database.pool, address::network(client)).await;
    let mut response = if verdict.allowed { next.run(request).await } else { refuse(&request, verdict.retry_after()) };
    say(response.headers_mut(), &verdict);
    response
}

/// Files, which no route of ours answers, and questions after the server's health are free.
fn counts(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>();
    route.is_some_and(|route| !["/livez", "/readyz", "/offline", "/texts/{hash}/{language}"].contains(&route.as_str()))
}

/// A page for who looks at pages, and what server functions answer for the others.
fn refuse(request: &Request, seconds: u32) -> Response {
    let accepts = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let mut response = if accepts.contains("text/html") {
        // What was sent is not sent again by itself.
        let again = request.method().is_safe().then_some(seconds);
        plain_answer(request, StatusCode::TOO_MANY_REQUESTS, Plain::TooMany { seconds, again })
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

/// In the older form, for one window, and in that of draft-ietf-httpapi-ratelimit-headers, for all.
fn say(headers: &mut HeaderMap, verdict: &Verdict) {
    let (window, left) = verdict.tightest();
    headers.insert(X_RATELIMIT_LIMIT, HeaderValue::from(window.most));
    headers.insert(X_RATELIMIT_REMAINING, HeaderValue::from(left.remaining));
    headers.insert(X_RATELIMIT_RESET, HeaderValue::from(left.reset));
    let policy = WINDOWS.map(|window| format!("\"{}\";q={};w={}", window.name, window.most, window.per / 1_000));
    let left =
        verdict.left().map(|(window, left)| format!("\"{}\";r={};t={}", window.name, left.remaining, left.reset));
    for (name, value) in [(RATELIMIT_POLICY, policy.join(", ")), (RATELIMIT, left.collect::<Vec<_>>().join(", "))] {
        headers.extend(HeaderValue::from_str(&value).ok().map(|value| (name, value)));
    }
}
