//! Folders and files of one cluster, and the account that owns them.

mod home;
mod sockets;

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use crate::{Error, Kind, account::Account, error::failed};

/// Part of the socket's file name; nothing listens on a TCP port. The default, so that clients need not set it.
pub(crate) const PORT: u16 = 5432;

/// The folders of one cluster. All exist except the data folder.
#[derive(Debug)]
pub(crate) struct Layout {
    home: PathBuf,
    sockets: PathBuf,
    pub(crate) account: Account,
}

impl Layout {
    /// Chooses the folders of the cluster configured for `folder`, checks and creates them.
    pub(crate) fn prepare(folder: &Path, kind: Kind) -> Result<Layout, Error> {
        let (home, account) = home::choose(&home::canonical(folder)?)?;
        check_owner(&data_in(&home), account)?;
        if kind == Kind::Temporary {
            check_empty(&home)?;
        }
        home::make(&home)?;
        let sockets = sockets::make(&home, account)?;
        Ok(Layout { home, sockets, account })
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    pub(crate) fn data(&self) -> PathBuf {
        data_in(&self.home)
    }

    pub(crate) fn sockets(&self) -> &Path {
        &self.sockets
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.sockets.join(socket_name())
    }

    /// Lock file that PostgreSQL keeps next to the socket.
    pub(crate) fn socket_lock(&self) -> PathBuf {
        self.sockets.join(format!("{}.lock", socket_name()))
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.home.join("postgres.conf")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.home.join("postgres.log")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.home.join("lock")
    }
}

fn data_in(home: &Path) -> PathBuf {
    home.join("postgres")
}

fn socket_name() -> String {
    format!(".s.PGSQL.{PORT}")
}

/// PostgreSQL refuses another user's data too, but its message does not say what to do.
fn check_owner(data: &Path, account: Account) -> Result<(), Error> {
    match fs::metadata(data) {
        Ok(made) if made.uid() != account.user() => Err(Error::OtherOwner { data: data.into(), owner: made.uid() }),
        _ => Ok(()),
    }
}

/// The folder of a temporary cluster is removed with all its content at the end.
fn check_empty(home: &Path) -> Result<(), Error> {
    if !home.exists() {
        return Ok(());
    }
    match fs::read_dir(home).map_err(failed("look into", home))?.next() {
        None => Ok(()),
        Some(_) => Err(Error::NotEmpty { folder: home.into() }),
    }
}
