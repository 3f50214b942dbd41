//! Texts of the pages, one file per language.

use crate::layers::error_page;
use app::browser::{texts_address, texts_file};
use axum::{
    extract::{Path, Request},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::Language;

/// The path contains a hash of the content.
const CACHED: &str = "public, max-age=31536000, immutable";

/// Serves the texts of a language if the path matches this build.
pub async fn texts(Path((_, language)): Path<(String, String)>, request: Request) -> Response {
    match Language::from_code(&language).filter(|language| texts_address(*language) == request.uri().path()) {
        Some(language) => {
            let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, CACHED)];
            (headers, texts_file(language)).into_response()
        }
        None => error_page(&request, StatusCode::NOT_FOUND),
    }
}
