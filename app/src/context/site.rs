//! Files of the browser's half. An optimised build has their hashes in their names, and the list of them beside the
//! server's program.

use std::{collections::HashMap, path::PathBuf, sync::OnceLock};

/// What cargo-leptos calls the list.
const LIST: &str = "hash.txt";

/// Hash by kind of file (`js`, `wasm`, `css`); `None` when files are called by their plain names.
fn hashes() -> Option<&'static HashMap<String, String>> {
    static HASHES: OnceLock<Option<HashMap<String, String>>> = OnceLock::new();
    let read = || {
        let list: PathBuf = std::env::current_exe().ok()?.parent()?.join(LIST);
        let lines = std::fs::read_to_string(list).ok()?;
        let pairs = lines.lines().filter_map(|line| line.split_once(':'));
        Some(pairs.map(|(kind, hash)| (kind.trim().to_owned(), hash.trim().to_owned())).collect())
    };
    HASHES.get_or_init(read).as_ref()
}

/// Whether files have their hashes in their names.
pub fn is_hashed() -> bool {
    hashes().is_some()
}

/// Address of the style.
pub fn stylesheet() -> String {
    match hashes().and_then(|hashes| hashes.get("css")) {
        Some(hash) => format!("/pkg/beauty-crm.{hash}.css"),
        None => "/pkg/beauty-crm.css".to_owned(),
    }
}
