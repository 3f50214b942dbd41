//! Answers that are made for a request are compressed as they are made; files of the build are compressed already.

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

/// Bytes: what is shorter fits into one packet anyway.
const SMALLEST: u16 = 1_024;

/// Costs a third of what rendering the page costs, and takes six sevenths of it away.
const LEVEL: CompressionLevel = CompressionLevel::Precise(3);

/// Compresses pages, texts and what server functions answer.
pub fn compress() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().quality(LEVEL).compress_when(SizeAbove::new(SMALLEST).and(is_compressible))
}

fn is_compressible(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    ["text/html", "application/json", "text/plain"].iter().any(|compressible| kind.starts_with(compressible))
}

const PADDING: HeaderName = HeaderName::from_static("x-padding");
const LONGEST_PADDING: u8 = 64;

/// Makes the length of a compressed answer vary. It may hold what the address asked for beside what only its reader may
/// know, and whoever sees lengths on the network could otherwise find out whether the two are alike (BREACH).
pub async fn hide_length(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let mut length = [0];
    if response.headers().contains_key(header::CONTENT_ENCODING) && getrandom::fill(&mut length).is_ok() {
        let padding = "x".repeat(usize::from(length[0] % LONGEST_PADDING));
        response.headers_mut().extend(HeaderValue::from_str(&padding).ok().map(|padding| (PADDING, padding)));
    }
    response
}
