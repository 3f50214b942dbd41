use app::auth::LINK;
use app::context::DomainTime;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::Response,
};
use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

const SLOW: Duration = Duration::from_millis(500);
const VERY_SLOW: Duration = Duration::from_secs(1);

/// Measures each request, adds `Server-Timing`, and logs it.
pub async fn measure(mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let domain = DomainTime::default();
    request.extensions_mut().insert(domain.clone());
    let (method, path) = (request.method().clone(), redacted(request.uri().path()));
    let mut response = next.run(request).await;
    let total = start.elapsed();
    let domain_time = Duration::from_micros(domain.0.load(Ordering::Relaxed));
    response.headers_mut().extend(header(total, domain_time).map(|value| (SERVER_TIMING, value)));
    let (status, ms) = (response.status().as_u16(), total.as_millis());
    match total {
        _ if response.status().is_server_error() && response.status() != StatusCode::SERVICE_UNAVAILABLE => {
            tracing::error!(%method, path, status, ms, "failed request");
        }
        total if total > VERY_SLOW => tracing::warn!(%method, path, status, ms, "very slow request"),
        total if total > SLOW => tracing::info!(%method, path, status, ms, "slow request"),
        _ => tracing::debug!(%method, path, status, ms, "request"),
    }
    response
}

/// Removes the token of password links from the path.
fn redacted(path: &str) -> String {
    if path.starts_with(LINK) { format!("{}…", LINK) } else { path.to_owned() }
}

/// `total`, and for requests that use the domain `db` (the sum of its calls, which may overlap) and `render` (the
/// rest).
fn header(total: Duration, domain_time: Duration) -> Option<HeaderValue> {
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let mut value = format!("total;dur={:.2}", ms(total));
    if !domain_time.is_zero() {
        value += &format!(", db;dur={:.2}, render;dur={:.2}", ms(domain_time), ms(total.saturating_sub(domain_time)));
    }
    HeaderValue::from_str(&value).ok()
}
