//! Compression of dynamic responses. Static files are compressed by the build.

use axum::{
    extract::Request,
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header},
    middleware::Next,
    response::Response,
};
use tower_http::compression::{
    CompressionLayer, CompressionLevel,
    predicate::{Predicate, SizeAbove},
};

/// Shorter responses fit into one packet anyway.
const MIN_BYTES: u16 = 1_024;

/// A low level: compressing should cost less than rendering the page.
const LEVEL: CompressionLevel = CompressionLevel::Precise(3);

/// Compresses pages, texts and responses of server functions.
pub fn compress() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().quality(LEVEL).compress_when(SizeAbove::new(MIN_BYTES).and(is_compressible))
}

fn is_compressible(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    ["text/html", "application/json", "text/plain"].iter().any(|compressible| kind.starts_with(compressible))
}

const PADDING: HeaderName = HeaderName::from_static("x-padding");
const MAX_PADDING: u8 = 64;

/// Adds random padding to compressed responses. They may contain request parameters next to secrets; an observer of
/// the network could otherwise guess secrets from response lengths (BREACH).
pub async fn hide_length(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let mut length = [0];
    if response.headers().contains_key(header::CONTENT_ENCODING) && getrandom::fill(&mut length).is_ok() {
        let padding = "x".repeat(usize::from(length[0] % MAX_PADDING));
        response.headers_mut().extend(HeaderValue::from_str(&padding).ok().map(|padding| (PADDING, padding)));
    }
    response
}
