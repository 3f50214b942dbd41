//! What a browser downloads before the pages are alive.

use crate::{Outcome, targets::DOWNLOADS_KB};
use serde::Serialize;
use std::{fs, path::Path};

/// One kind of file of the site.
#[derive(Clone, Debug, Serialize)]
pub struct Download {
    /// Its extension.
    pub kind: &'static str,
    /// Brotli, in kilobytes (1,000 bytes); `None` where the site was built without `-P`.
    pub kilobytes: Option<f64>,
    /// At most these.
    pub target: f64,
}

/// All files of each kind, as the build has compressed them.
pub fn downloads(site: &Path) -> Outcome<Vec<Download>> {
    DOWNLOADS_KB
        .into_iter()
        .map(|(kind, target)| Ok(Download { kind, kilobytes: compressed(&site.join("pkg"), kind)?, target }))
        .collect()
}

fn compressed(folder: &Path, kind: &str) -> Outcome<Option<f64>> {
    let end = format!(".{kind}.br");
    let mut bytes = None;
    for file in fs::read_dir(folder).map_err(|problem| format!("{}: {problem}", folder.display()))? {
        let file = file?;
        if file.file_name().to_string_lossy().ends_with(&end) {
            bytes = Some(bytes.unwrap_or(0) + file.metadata()?.len());
        }
    }
    Ok(bytes.map(|bytes| bytes as f64 / 1_000.0))
}
