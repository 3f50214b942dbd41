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

/// Longest path of a socket: 107 bytes on Linux, 103 on macOS.
const LONGEST: usize = 103;

/// Makes the socket folder: in `home` where the path serves, else in the shared `/tmp`.
///
/// `/tmp` and not `TMPDIR`: the latter may differ from start to start, and be closed to PostgreSQL's user.
pub(super) fn make(home: &Path, account: Account) -> Result<PathBuf, Error> {
    let inside = home.join("socket");
    let folder =
        if serves(&inside) { inside } else { Path::new("/tmp").join(format!("beauty-crm-{}", hash::of_path(home))) };
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(failed("make the folder", &folder)(error));
        }
        _ => check(&folder, account)?,
    }
    account.own(&folder)?;
    Ok(folder)
}

/// Whether the path is short enough, and free of what separates and quotes folders in settings and connection strings.
fn serves(folder: &Path) -> bool {
    let socket = folder.join(socket_name());
    let bytes = socket.as_os_str().as_bytes();
    bytes.len() <= LONGEST && !bytes.iter().any(|byte| b",\"".contains(byte))
}

/// Everybody may write to `/tmp`: whoever got there first could listen in PostgreSQL's place.
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
