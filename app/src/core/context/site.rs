//! Where browsers find the files of the build.

use axum::http::{HeaderValue, header::LINK};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use std::{collections::HashMap, sync::OnceLock};

/// The files of the build that a process serves.
#[derive(Debug, Default)]
pub struct Site {
    /// What stands before `/pkg/…`.
    pub root: String,
    /// The files of each chunk, without `.wasm`; none where the program is built whole.
    pub chunks: HashMap<String, Vec<String>>,
}

/// What loads chunks; cargo-leptos names it so.
const LOADER: &str = "__wasm_split.______________________.js";

static SITE: OnceLock<Site> = OnceLock::new();

/// Says where the files of this build are, before the first page is made. A process serves one build.
pub fn serve(site: Site) {
    // Said twice, it is the same.
    let _ = SITE.set(site);
}

/// What stands before `/pkg/…`: nothing, unless the server has said otherwise.
pub fn root() -> &'static str {
    SITE.get().map_or("", |site| &site.root)
}

/// Lets the browser load a chunk together with the program, not after it has begun to run.
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
