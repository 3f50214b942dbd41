//! URLs of the build's files.

use axum::http::{HeaderValue, header::LINK};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use std::{collections::HashMap, sync::OnceLock};

/// The build that this process serves.
#[derive(Debug, Default)]
pub struct Site {
    /// URL prefix of `/pkg/…`.
    pub root: String,
    /// File names of each chunk, without `.wasm`; empty in builds without splitting.
    pub chunks: HashMap<String, Vec<String>>,
}

/// The script that loads chunks, as cargo-leptos names it.
const LOADER: &str = "__wasm_split.______________________.js";

static SITE: OnceLock<Site> = OnceLock::new();

/// Sets the build's files, before the first page is rendered. Later calls are ignored: a process serves one build.
pub fn serve(site: Site) {
    // A second call has the same value.
    let _ = SITE.set(site);
}

/// URL prefix of `/pkg/…`; empty until [`serve`] is called.
pub fn root() -> &'static str {
    SITE.get().map_or("", |site| &site.root)
}

/// Adds `Link` headers for a chunk's files, so that the browser loads them together with the main program.
pub(crate) fn preload(chunk: &str) {
    let (Some(site), Some(response)) = (SITE.get(), use_context::<ResponseOptions>()) else { return };
    let Some(files) = site.chunks.get(chunk) else { return };
    let pkg = format!("{}/pkg", site.root);
    let files = files.iter().map(|file| format!("<{pkg}/{file}.wasm>; rel=preload; as=fetch; crossorigin"));
    for link in files.chain([format!("<{pkg}/{LOADER}>; rel=modulepreload")]) {
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.append_header(LINK, link);
        }
    }
}
