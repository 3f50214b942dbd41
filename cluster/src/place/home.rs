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

/// Where data go when the folder asked for is closed to the user PostgreSQL runs as.
const ELSEWHERE: &str = "/var/lib/beauty-crm";

/// One spelling for a folder, whether it exists or not: links are followed as far as there are any.
pub(super) fn canonical(folder: &Path) -> Result<PathBuf, Error> {
    let folder = absolute(folder).map_err(failed("find", folder))?;
    let existing = nearest(&folder);
    let base = fs::canonicalize(existing).map_err(failed("find", existing))?;
    let rest = folder.strip_prefix(existing).unwrap_or(Path::new(""));
    // Joining an empty rest would leave a slash at the end, and PostgreSQL's folder names are compared.
    Ok(if rest == Path::new("") { base } else { base.join(rest) })
}

/// The folder that really holds the cluster asked for in `folder`, and the account for it.
///
/// Data that exist always win over making new ones, wherever they are: access to a parent folder may have changed
/// since they were made, and an empty salon in place of the real one would be the worst answer.
pub(super) fn choose(folder: &Path) -> Result<(PathBuf, Account), Error> {
    let elsewhere = Path::new(ELSEWHERE).join(hash::of_path(folder));
    let home = if data_in(folder).exists() || !data_in(&elsewhere).exists() { folder } else { &elsewhere };
    let data = data_in(home);
    let account = Account::for_data(&data)?;
    if home == elsewhere {
        refuse_stranger(&data)?;
    } else if account.reaches(nearest(folder)) {
        return Ok((home.into(), account));
    } else if data.exists() {
        return Err(Error::Unreachable { data, user: account.user() });
    }
    info!(asked = %folder.display(), used = %elsewhere.display(), "PostgreSQL's user cannot enter the data folder; its data lie elsewhere");
    Ok((elsewhere, account))
}

/// Makes `home` so that PostgreSQL's user gets into it. Folders that exist keep their modes: they are somebody's choice.
pub(super) fn make(home: &Path) -> Result<(), Error> {
    let missing: Vec<_> = home.ancestors().take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        match DirBuilder::new().mode(0o700).create(folder) {
            Ok(()) if geteuid().is_root() => open_to_pass(folder)?,
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed("make the folder", folder)(error)),
        }
    }
    Ok(())
}

/// Others may pass through, not look around.
fn open_to_pass(folder: &Path) -> Result<(), Error> {
    fs::set_permissions(folder, Permissions::from_mode(0o711)).map_err(failed("open the folder", folder))
}

/// Once root's server has put the data elsewhere, an ordinary user must not begin with empty ones.
fn refuse_stranger(data: &Path) -> Result<(), Error> {
    match fs::metadata(data) {
        Ok(made) if !geteuid().is_root() && made.uid() != geteuid().as_raw() => {
            Err(Error::OtherOwner { data: data.into(), owner: made.uid() })
        }
        _ => Ok(()),
    }
}

/// The folder itself or the closest one above that exists.
fn nearest(folder: &Path) -> &Path {
    folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(folder)
}
