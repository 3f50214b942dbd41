use std::{
    fs::{self, DirBuilder, Permissions},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf, absolute},
};

use rustix::process::geteuid;
use tracing::info;

use super::data_in;
use crate::{Error, account::Account, error::failed, hash};

/// Parent of the data when PostgreSQL's user cannot enter the configured folder.
const FALLBACK_FOLDER: &str = "/var/lib/beauty-crm";

/// Canonical path of a folder that may not exist yet: symbolic links are resolved in the part that exists.
pub(super) fn canonical(folder: &Path) -> Result<PathBuf, Error> {
    let folder = absolute(folder).map_err(failed("find", folder))?;
    let existing = nearest_existing(&folder);
    let base = fs::canonicalize(existing).map_err(failed("find", existing))?;
    let rest = folder.strip_prefix(existing).unwrap_or(Path::new(""));
    // Joining an empty path would append a slash, and folder names are compared with those in `postmaster.pid`.
    Ok(if rest == Path::new("") { base } else { base.join(rest) })
}

/// The folder that holds the cluster configured for `folder`, and the account for it.
///
/// Existing data take precedence over new ones in both folders: access to a parent folder may have changed since they
/// were made, and starting with an empty database would look like data loss.
pub(super) fn choose(folder: &Path) -> Result<(PathBuf, Account), Error> {
    let fallback = Path::new(FALLBACK_FOLDER).join(hash::of_path(folder));
    let home = if data_in(folder).exists() || !data_in(&fallback).exists() { folder } else { &fallback };
    let data = data_in(home);
    let account = Account::for_data(&data)?;
    if home == fallback {
        check_data_owner(&data)?;
    } else if account.can_enter(nearest_existing(folder)) {
        return Ok((home.into(), account));
    } else if data.exists() {
        return Err(Error::Unreachable { data, user: account.user() });
    }
    info!(asked = %folder.display(), used = %fallback.display(), "PostgreSQL's user cannot enter the data folder; its data lie elsewhere");
    Ok((fallback, account))
}

/// Creates `home` so that PostgreSQL's user can enter it. Existing folders keep their modes.
pub(super) fn make(home: &Path) -> Result<(), Error> {
    let missing: Vec<_> = home.ancestors().take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        match DirBuilder::new().mode(0o700).create(folder) {
            Ok(()) if geteuid().is_root() => allow_traversal(folder)?,
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed("make the folder", folder)(error)),
        }
    }
    Ok(())
}

/// Other users may traverse the folder but not list it.
fn allow_traversal(folder: &Path) -> Result<(), Error> {
    fs::set_permissions(folder, Permissions::from_mode(0o711)).map_err(failed("open the folder", folder))
}

/// An ordinary user must not start with empty data when root's server has put the data into the fallback folder.
fn check_data_owner(data: &Path) -> Result<(), Error> {
    match fs::metadata(data) {
        Ok(made) if !geteuid().is_root() && made.uid() != geteuid().as_raw() => {
            Err(Error::OtherOwner { data: data.into(), owner: made.uid() })
        }
        _ => Ok(()),
    }
}

/// The folder itself or its closest ancestor that exists.
fn nearest_existing(folder: &Path) -> &Path {
    folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(folder)
}
