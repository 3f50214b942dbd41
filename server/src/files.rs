//! The browser's half and other files.
//!
//! Browsers keep a build's files for ever, below an address that names their content; below their plain addresses they
//! are checked again at each use, by their date. cargo-leptos can write hashes into names, but it changes files after
//! it has hashed them: one name would stand for different contents.

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn},
    response::Response,
    routing::MethodRouter,
};
use sha2::{Digest as _, Sha256};
use std::{collections::HashMap, convert::Infallible, fs, io, path::Path};
use tower_http::services::ServeDir;

const KEPT: &str = "public, max-age=31536000, immutable";
const CHECKED: &str = "no-cache";

/// The address below which the files of the build in `site` never change; `None` while a developer changes them, or there are none.
pub fn lasting_address(site: &Path) -> Option<String> {
    if std::env::var_os("LEPTOS_WATCH").is_some() {
        return None;
    }
    match version(&site.join("pkg")) {
        Ok(version) => Some(format!("/files/{version}")),
        Err(problem) => {
            tracing::warn!(%problem, folder = %site.display(), "the browser's half is not built there: pages are bare");
            None
        }
    }
}

/// Names the content of a folder's files.
fn version(folder: &Path) -> io::Result<String> {
    let mut files = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut hash = Sha256::new();
    for file in files {
        let name = file.file_name();
        let compressed = [".br", ".gz"].iter().any(|end| name.to_string_lossy().ends_with(end));
        if file.file_type()?.is_file() && !compressed {
            hash.update(name.as_encoded_bytes());
            hash.update(Sha256::digest(fs::read(file.path())?));
        }
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// The files of each chunk of the build in `site`; none if it is whole.
pub fn chunks(site: &Path) -> HashMap<String, Vec<String>> {
    let manifest = site.join("pkg/__wasm_split_manifest.json");
    let read = fs::read(&manifest).and_then(|text| Ok(serde_json::from_slice(&text)?));
    read.unwrap_or_else(|problem| {
        if problem.kind() != io::ErrorKind::NotFound {
            tracing::warn!(%problem, file = %manifest.display(), "chunks are loaded later than they could be");
        }
        HashMap::new()
    })
}

/// Answers with the files of the build, which never change.
pub fn lasting<S: Clone + Send + Sync + 'static>(site: &Path) -> MethodRouter<S, Infallible> {
    files(&site.join("pkg")).layer(from_fn(|request, next| say_how_long(KEPT, request, next)))
}

/// Answers with files that may be others tomorrow.
pub fn changing<S: Clone + Send + Sync + 'static>(site: &Path) -> MethodRouter<S, Infallible> {
    files(site).layer(from_fn(|request, next| say_how_long(CHECKED, request, next)))
}

fn files<S: Clone + Send + Sync + 'static>(site: &Path) -> MethodRouter<S, Infallible> {
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .fallback(tower::service_fn(no_such_file));
    axum::routing::any_service(files)
}

async fn no_such_file(request: Request) -> Result<Response, Infallible> {
    Ok(crate::layers::problem_page(&request, StatusCode::NOT_FOUND))
}

async fn say_how_long(value: &'static str, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    // An answer "as it was" says anew how long it may be kept.
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let value = if found { value } else { CHECKED };
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(value));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_names_names_and_contents() {
        let folder = std::env::temp_dir().join(format!("beauty-crm-files-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let of = |name: &str, content: &str| {
            fs::write(folder.join(name), content).unwrap();
            version(&folder).unwrap()
        };
        let versions = [of("a.js", "1"), of("a.js", "2"), of("b.js", "2")];
        assert!(versions[0] != versions[1] && versions[1] != versions[2], "{versions:?}");
        assert_eq!((of("a.js.br", "x"), of("a.js", "2")), (versions[2].clone(), versions[2].clone()));
        fs::remove_dir_all(&folder).unwrap();
        assert!(version(&folder).is_err());
    }
}
