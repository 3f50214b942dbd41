//! The source as the tests read it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders of the checkout that hold Rust.
pub const RUST_FOLDERS: &[&str] =
    &["app", "bench", "cluster", "demo", "domain", "frontend", "server", "testkit", "tidy"];

/// The folder of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A file of the checkout.
pub fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

/// All files below a folder of the checkout with one of these endings: their path from the checkout, and their text.
pub fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| endings.iter().any(|ending| extension == *ending)) {
                let name = entry.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(entry).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no {endings:?}");
    found.sort();
    found
}

/// Lines of these files that `is_wrong` objects to, each with its place.
pub fn objections(
    files: impl IntoIterator<Item = (String, String)>,
    is_wrong: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, text) in files {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| is_wrong(&name, line)) {
            lines.push(format!("{name}:{}: {line}", number + 1));
        }
    }
    lines
}
