use std::{
    fs::{self, DirBuilder},
    io,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt},
    },
    path::{Path, PathBuf},
};

use rustix::process::geteuid;

use super::socket_name;
use crate::{Error, account::Account, error::failed, hash};

/// Limit of `sun_path`: 107 bytes on Linux, 103 on macOS.
const MAX_SOCKET_PATH_BYTES: usize = 103;

/// Creates the socket folder in `home` if the path is usable, else in `/tmp`.
///
/// Not in `TMPDIR`, which may differ between starts and may be inaccessible to PostgreSQL's user.
pub(super) fn make(home: &Path, account: Account) -> Result<PathBuf, Error> {
    let inside = home.join("socket");
    let folder =
        if is_usable(&inside) { inside } else { Path::new("/tmp").join(format!("beauty-crm-{}", hash::of_path(home))) };
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(failed("make the folder", &folder)(error));
        }
        _ => check(&folder, account)?,
    }
    account.take_ownership(&folder)?;
    Ok(folder)
}

/// Whether the path is short enough and contains no separators or quotes of PostgreSQL's settings.
fn is_usable(folder: &Path) -> bool {
    let socket = folder.join(socket_name());
    let bytes = socket.as_os_str().as_bytes();
    bytes.len() <= MAX_SOCKET_PATH_BYTES && !bytes.iter().any(|byte| b",\"".contains(byte))
}

/// Any user can create a folder in `/tmp` and listen there instead of PostgreSQL.
fn check(folder: &Path, account: Account) -> Result<(), Error> {
    let found = fs::symlink_metadata(folder).map_err(failed("look at", folder))?;
    let reason = if !found.is_dir() {
        "is not a folder"
    } else if found.uid() != account.user() && found.uid() != geteuid().as_raw() {
        "belongs to another user"
    } else if found.mode() & 0o077 != 0 {
        "is open to other users"
    } else {
        return Ok(());
    };
    Err(Error::SocketFolder { folder: folder.into(), reason })
}
