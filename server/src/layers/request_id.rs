use app::context::RequestId;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives each request a name of its own: the log uses it, and an error page shows it.
pub async fn name_request(mut request: Request, next: Next) -> Response {
    let id = random_id();
    request.extensions_mut().insert(RequestId(id.clone()));
    // All that is logged meanwhile has the name.
    let mut response = next.run(request).instrument(tracing::info_span!("request", id)).await;
    response.headers_mut().extend(HeaderValue::from_str(&id).ok().map(|id| (X_REQUEST_ID, id)));
    response
}

/// 16 hexadecimal digits: short enough to be read out on the phone.
fn random_id() -> String {
    let mut bytes = [0; 8];
    // Without randomness all requests have one name, and are served.
    let _ = getrandom::fill(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}
