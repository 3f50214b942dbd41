use std::{os::unix::ffi::OsStrExt, path::Path};

/// Eight hexadecimal digits that stay the same for a path, across releases and machines (FNV-1a, 32 bits).
///
/// Folders are found again by it, so it must never change; the standard library's hasher promises no such thing.
pub(crate) fn of_path(path: &Path) -> String {
    let hash = path
        .as_os_str()
        .as_bytes()
        .iter()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_the_same_across_releases() {
        assert_eq!(of_path(Path::new("")), "811c9dc5");
        assert_eq!(of_path(Path::new("foobar")), "bf9cf968");
    }
}
