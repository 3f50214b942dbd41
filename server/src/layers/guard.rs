use crate::state::State;
use axum::{
    extract::{self, Request},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Refuses changes that another site's page sends with our visitor's cookies.
pub async fn refuse_foreign(request: Request, next: Next) -> Response {
    if !request.method().is_safe() && is_foreign(request.headers()) {
        return (StatusCode::FORBIDDEN, "sent from another site\n").into_response();
    }
    next.run(request).await
}

/// By `Sec-Fetch-Site`, which all current browsers send, or else by `Origin`. What sends neither is no browser.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(_)) => !is_own_origin(headers),
        (None, None) => false,
    }
}

/// Whether a page of this very address sends it; who does not say where it comes from is not one.
pub fn is_own_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN).and_then(|origin| origin.parse::<Uri>().ok());
    origin
        .and_then(|origin| origin.authority().map(ToString::to_string))
        .is_some_and(|own| Some(own.as_str()) == text(header::HOST))
}

/// What is shown runs nothing.
const PLAIN: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers that every answer has. Pages bring a stricter policy of their own, with a nonce.
pub async fn secure(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let works = request.uri().path() == "/sw.js";
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
    // A service worker asks for things itself, of this server only.
    let policy = if works { "default-src 'none'; connect-src 'self'" } else { PLAIN };
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(pairs: &[(&'static str, &'static str)]) -> bool {
        is_foreign(&pairs.iter().map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v))).collect())
    }

    #[test]
    fn only_our_own_pages_send_changes() {
        assert!(!foreign(&[("sec-fetch-site", "same-origin"), ("origin", "https://x"), ("host", "y")]));
        assert!(!foreign(&[("origin", "http://salon.test:3000"), ("host", "salon.test:3000")]));
        assert!(!foreign(&[("host", "salon.test")]));
        for site in ["cross-site", "same-site", "nonsense"] {
            assert!(foreign(&[("sec-fetch-site", site)]), "{site}");
        }
        assert!(foreign(&[("origin", "https://evil.test"), ("host", "salon.test")]));
        assert!(foreign(&[("origin", "null"), ("host", "salon.test")]));
    }
}
