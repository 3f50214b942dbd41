//! Download sizes of the browser's files.

use crate::{
    BenchResult,
    targets::{CHUNK_KB, CSS_KB, JS_KB, MAIN_WASM_KB},
};
use serde::Serialize;
use std::{fs, path::Path};

/// Download size of one kind of file.
#[derive(Clone, Debug, Serialize)]
pub struct Download {
    pub kind: &'static str,
    /// Brotli-compressed size in kilobytes (1,000 bytes); `None` if the site was built without `-P`.
    pub kilobytes: Option<f64>,
    pub target: f64,
}

/// Sizes of the compressed files that the build has made.
pub fn downloads(site: &Path) -> BenchResult<Vec<Download>> {
    let files = files(site)?;
    let sizes = |wanted: fn(&str) -> bool| {
        let of = files.iter().filter(move |(name, _)| wanted(name) && name.ends_with(".br"));
        of.map(|(_, bytes)| *bytes as f64 / 1_000.0)
    };
    let largest = |sizes: Vec<f64>| sizes.into_iter().reduce(f64::max);
    let sum = |sizes: Vec<f64>| sizes.into_iter().reduce(|a, b| a + b);
    let (wasm, chunks) = (sizes(is_main_wasm).collect(), sizes(is_chunk).collect());
    let (js, css) = (sizes(|name| name.contains(".js.")).collect(), sizes(|name| name.contains(".css.")).collect());
    let download = |kind, kilobytes, target| Download { kind, kilobytes, target };
    Ok(vec![
        download("main WASM", sum(wasm), MAIN_WASM_KB),
        download("largest chunk of WASM", largest(chunks), CHUNK_KB),
        download("JS", sum(js), JS_KB),
        download("CSS", sum(css), CSS_KB),
    ])
}

fn is_main_wasm(name: &str) -> bool {
    name.starts_with("beauty-crm.") && name.contains(".wasm")
}

fn is_chunk(name: &str) -> bool {
    name.contains(".wasm") && !is_main_wasm(name)
}

fn files(site: &Path) -> BenchResult<Vec<(String, u64)>> {
    let folder = site.join("pkg");
    let mut files = Vec::new();
    for file in fs::read_dir(&folder).map_err(|problem| format!("{}: {problem}", folder.display()))? {
        let file = file?;
        files.push((file.file_name().to_string_lossy().into_owned(), file.metadata()?.len()));
    }
    Ok(files)
}
