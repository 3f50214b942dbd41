use crate::state::State;
use axum::{
    extract::{self, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Rejects cross-site requests that change something (CSRF).
pub async fn reject_cross_site(request: Request, next: Next) -> Response {
    if !request.method().is_safe() && is_cross_site(request.headers()) {
        return (StatusCode::FORBIDDEN, "sent from another site\n").into_response();
    }
    next.run(request).await
}

/// Uses `Sec-Fetch-Site`, which all current browsers send, or `Origin`. Clients that send neither are not browsers.
fn is_cross_site(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(_)) => !is_own_origin(headers),
        (None, None) => false,
    }
}

/// Whether `Origin` equals the requested host; false without `Origin`.
pub fn is_own_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN).and_then(|origin| origin.parse::<Uri>().ok());
    origin
        .and_then(|origin| origin.authority().map(ToString::to_string))
        .is_some_and(|own| Some(own.as_str()) == text(header::HOST))
}

/// Policy of responses without scripts.
const STATIC_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Adds security headers to all responses. Pages set their own policy, with a nonce for scripts.
pub async fn security_headers(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let is_service_worker = request.uri().path() == "/sw.js";
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "geolocation=(), payment=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if state.production {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    // A service worker sends requests, to this server only.
    let policy = if is_service_worker { "default-src 'none'; connect-src 'self'" } else { STATIC_POLICY };
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cross_site(pairs: &[(&'static str, &'static str)]) -> bool {
        is_cross_site(&pairs.iter().map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v))).collect())
    }

    #[test]
    fn cross_site_changes_are_detected() {
        assert!(!cross_site(&[("sec-fetch-site", "same-origin"), ("origin", "https://x"), ("host", "y")]));
        assert!(!cross_site(&[("origin", "http://salon.test:3000"), ("host", "salon.test:3000")]));
        assert!(!cross_site(&[("host", "salon.test")]));
        for site in ["cross-site", "same-site", "nonsense"] {
            assert!(cross_site(&[("sec-fetch-site", site)]), "{site}");
        }
        assert!(cross_site(&[("origin", "https://evil.test"), ("host", "salon.test")]));
        assert!(cross_site(&[("origin", "null"), ("host", "salon.test")]));
    }
}
