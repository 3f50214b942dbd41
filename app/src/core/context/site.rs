//! URLs of the build's files.

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

/// URLs of a chunk's files; empty in builds without splitting.
pub fn chunk_files(chunk: &str) -> Vec<String> {
    let files = SITE.get().and_then(|site| site.chunks.get(chunk)).map(Vec::as_slice).unwrap_or_default();
    files.iter().map(|file| format!("{}/pkg/{file}.wasm", root())).collect()
}

/// URL of the script that loads chunks.
pub fn chunk_loader() -> String {
    format!("{}/pkg/{LOADER}", root())
}
