//! The words of the pages, a file for each language.

use crate::layers::problem_page;
use app::browser::{texts_address, texts_file};
use axum::{
    extract::{Path, Request},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::Language;

/// A file never changes: its path names its content.
const CACHED: &str = "public, max-age=31536000, immutable";

/// Answers with the texts of a language, as long as they are those of this build.
pub async fn texts(Path((_, language)): Path<(String, String)>, request: Request) -> Response {
    match Language::from_code(&language).filter(|language| texts_address(*language) == request.uri().path()) {
        Some(language) => {
            let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, CACHED)];
            (headers, texts_file(language)).into_response()
        }
        None => problem_page(&request, StatusCode::NOT_FOUND),
    }
}
