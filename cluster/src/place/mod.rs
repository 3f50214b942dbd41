//! Where everything of one cluster lies, and who owns it.

mod home;
mod sockets;

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use crate::{Error, Kind, account::Account, error::failed};

/// PostgreSQL's port: only the name of a file in the socket folder here. The usual one, so that clients need none.
pub(crate) const PORT: u16 = 5432;

/// The folders of one cluster, all existing but the data.
#[derive(Debug)]
pub(crate) struct Place {
    home: PathBuf,
    sockets: PathBuf,
    pub(crate) account: Account,
}

impl Place {
    /// Decides where the cluster for `folder` lies and makes the folders.
    pub(crate) fn take(folder: &Path, kind: Kind) -> Result<Place, Error> {
        let (home, account) = home::choose(&home::canonical(folder)?)?;
        check_owner(&data_in(&home), account)?;
        if kind == Kind::Throwaway {
            check_empty(&home)?;
        }
        home::make(&home)?;
        let sockets = sockets::make(&home, account)?;
        Ok(Place { home, sockets, account })
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

    /// The socket itself.
    pub(crate) fn socket(&self) -> PathBuf {
        self.sockets.join(socket_name())
    }

    /// PostgreSQL's lock file beside the socket.
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

/// PostgreSQL would refuse as well, in words that help only those who know it.
fn check_owner(data: &Path, account: Account) -> Result<(), Error> {
    match fs::metadata(data) {
        Ok(made) if made.uid() != account.user() => Err(Error::OtherOwner { data: data.into(), owner: made.uid() }),
        _ => Ok(()),
    }
}

/// What is in a throwaway cluster's folder will be removed, so nothing of anybody's may be in it.
fn check_empty(home: &Path) -> Result<(), Error> {
    if !home.exists() {
        return Ok(());
    }
    match fs::read_dir(home).map_err(failed("look into", home))?.next() {
        None => Ok(()),
        Some(_) => Err(Error::NotEmpty { folder: home.into() }),
    }
}
