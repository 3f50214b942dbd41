//! Where browsers find the files of the build.

use std::sync::OnceLock;

static ROOT: OnceLock<String> = OnceLock::new();

/// Says below which address the files of this build are, before the first page is made. A process serves one build.
pub fn serve_below(root: String) {
    // Said twice, it is the same.
    let _ = ROOT.set(root);
}

/// What stands before `/pkg/…`: nothing, unless the server has said otherwise.
pub fn root() -> &'static str {
    ROOT.get().map_or("", String::as_str)
}
