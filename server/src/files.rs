//! Static files, including the browser's program.
//!
//! Files of a build are immutable below an address that contains a hash of their content; below their plain addresses
//! they are revalidated by date. cargo-leptos can add hashes to file names, but modifies files after hashing them, so
//! that one name could have different contents.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn},
    response::Response,
    routing::MethodRouter,
};
use sha2::{Digest as _, Sha256};
use std::{collections::HashMap, convert::Infallible, fs, io, path::Path};
use tower_http::services::ServeDir;

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";

/// Path below which the files of the build in `site` never change; `None` with `cargo leptos watch` or without a build.
pub fn immutable_address(site: &Path) -> Option<String> {
    if std::env::var_os("LEPTOS_WATCH").is_some() {
        return None;
    }
    match version(&site.join("pkg")) {
        Ok(version) => Some(format!("/files/{version}")),
        Err(problem) => {
            tracing::warn!(%problem, folder = %site.display(), "the browser's program is not built: pages have neither scripts nor styles");
            None
        }
    }
}

/// Hash of the names and contents of a folder's files.
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

/// Files of each lazy chunk of the build in `site`; empty if it is not split.
pub fn chunks(site: &Path) -> HashMap<String, Vec<String>> {
    let manifest = site.join("pkg/__wasm_split_manifest.json");
    let read = fs::read(&manifest).and_then(|text| Ok(serde_json::from_slice(&text)?));
    read.unwrap_or_else(|problem| {
        if problem.kind() != io::ErrorKind::NotFound {
            tracing::warn!(%problem, file = %manifest.display(), "the manifest of chunks is unreadable: they cannot be preloaded");
        }
        HashMap::new()
    })
}

/// Serves the files of the build as immutable.
pub fn immutable_files<S: Clone + Send + Sync + 'static>(site: &Path) -> MethodRouter<S, Infallible> {
    files(&site.join("pkg")).layer(from_fn(|request, next| set_cache_control(IMMUTABLE, request, next)))
}

/// Serves files that are revalidated at each use.
pub fn revalidated_files<S: Clone + Send + Sync + 'static>(site: &Path) -> MethodRouter<S, Infallible> {
    files(site).layer(from_fn(|request, next| set_cache_control(REVALIDATE, request, next)))
}

fn files<S: Clone + Send + Sync + 'static>(site: &Path) -> MethodRouter<S, Infallible> {
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .fallback(tower::service_fn(not_found));
    axum::routing::any_service(tower::service_fn(move |request: Request| {
        let mut files = files.clone();
        let (head, body) = request.into_parts();
        // To explain what is wrong with it.
        let again = Request::from_parts(head.clone(), Body::empty());
        async move {
            match files.try_call(Request::from_parts(head, body)).await {
                Ok(file) => Ok::<_, Infallible>(file.map(Body::new)),
                Err(problem) => Ok(crate::layers::error_page(&again, status(&problem))),
            }
        }
    }))
}

/// A name that no file can have is the name of no file.
fn status(problem: &io::Error) -> StatusCode {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound, PermissionDenied};
    match problem.kind() {
        NotFound | NotADirectory | InvalidFilename | InvalidInput | PermissionDenied => StatusCode::NOT_FOUND,
        _ => {
            tracing::error!(%problem, "a file could not be read");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

async fn not_found(request: Request) -> Result<Response, Infallible> {
    Ok(crate::layers::error_page(&request, StatusCode::NOT_FOUND))
}

async fn set_cache_control(value: &'static str, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    // Status 304 also updates the cache lifetime.
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let value = if found { value } else { REVALIDATE };
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(value));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_depends_on_names_and_contents() {
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
