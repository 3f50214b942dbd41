//! The browser's half and other files.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn},
    response::Response,
    routing::MethodRouter,
};
use std::{convert::Infallible, path::Path};
use tower_http::services::ServeDir;

/// Length of the hashes that cargo-leptos writes into names.
const HASH: usize = 22;

/// Answers with the files of a folder.
pub fn files<S: Clone + Send + Sync + 'static>(folder: &Path) -> MethodRouter<S, Infallible> {
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .fallback(tower::service_fn(no_such_file));
    axum::routing::any_service(files).layer(from_fn(say_how_long))
}

async fn no_such_file(request: Request) -> Result<Response, Infallible> {
    Ok(crate::layers::problem_page(&request, StatusCode::NOT_FOUND))
}

/// What has its hash in its name never changes. Anything else is checked again at each use, by its date.
async fn say_how_long(request: Request, next: Next) -> Response<Body> {
    let hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let kept = hashed && response.status().is_success();
    let value = if kept { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(value));
    response
}

/// `/pkg/beauty-crm.3aXKwK2bsG1-PXWSS5TvFw.wasm`
fn is_hashed(path: &str) -> bool {
    let is_hash = |part: &str| {
        part.len() == HASH && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    let hash = path.rsplit('.').nth(1);
    path.starts_with("/pkg/") && hash.is_some_and(|part| is_hash(part) && part.bytes().any(|byte| byte != b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("/pkg/beauty-crm.3aXKwK2bsG1-PXWSS5TvFw.wasm"));
        for changing in [
            "/pkg/beauty-crm.wasm",
            "/pkg/__wasm_split.______________________.js",
            "/icons.svg",
            "/a.3aXKwK2bsG1-PXWSS5TvFw.js",
        ] {
            assert!(!is_hashed(changing), "{changing}");
        }
    }
}
