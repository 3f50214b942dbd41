use std::{os::unix::ffi::OsStrExt, path::Path};

/// Eight hexadecimal digits: 32-bit FNV-1a of the path, the same in all releases and on all machines.
///
/// Names of existing folders depend on it; the standard library's hasher may change between releases.
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
    fn hash_is_stable() {
        assert_eq!(of_path(Path::new("")), "811c9dc5");
        assert_eq!(of_path(Path::new("foobar")), "bf9cf968");
    }
}
