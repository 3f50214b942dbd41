use app::context::RequestId;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Assigns a random id to each request, for logs and error pages.
pub async fn assign_request_id(mut request: Request, next: Next) -> Response {
    let id = random_id();
    request.extensions_mut().insert(RequestId(id.clone()));
    // The span adds the id to all log events of the request.
    let mut response = next.run(request).instrument(tracing::info_span!("request", id)).await;
    response.headers_mut().extend(HeaderValue::from_str(&id).ok().map(|id| (X_REQUEST_ID, id)));
    response
}

/// 16 hexadecimal digits, short enough to be read out on the phone.
fn random_id() -> String {
    let mut bytes = [0; 8];
    // Without randomness all requests have the same id but are still served.
    let _ = getrandom::fill(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}
