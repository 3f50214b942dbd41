use std::{
    path::{Path, PathBuf},
    thread,
};

use tokio::sync::oneshot;

use crate::{
    Error, SUPERUSER, Settings,
    error::failed,
    leash::{Handle, Leash},
    watch::Watch,
};

/// A running PostgreSQL, watched by a thread that starts it again whenever it dies.
///
/// The watch has a thread of its own, not a task: it outlives the runtime that started it, so a cluster may sit in a
/// `static` shared by tests. Dropping the value lets the watch stop PostgreSQL without anyone waiting for it;
/// [`Cluster::stop`] waits.
#[derive(Debug)]
pub struct Cluster {
    socket_folder: PathBuf,
    handle: Handle,
    ended: oneshot::Receiver<Result<(), Error>>,
}

impl Cluster {
    /// Finds PostgreSQL's programs, makes the data if there are none, and returns when connections are accepted.
    ///
    /// Recovery after a crash is waited for as long as PostgreSQL works on it (up to 30 minutes). Dropping the future
    /// stops what it started.
    ///
    /// # Errors
    /// Anything that keeps PostgreSQL from running, as a message for the owner of the salon.
    pub async fn start(settings: Settings) -> Result<Cluster, Error> {
        let (handle, leash) = Leash::new();
        let (report, started) = oneshot::channel();
        let (finish, ended) = oneshot::channel();
        let folder = settings.folder.clone();
        thread::Builder::new()
            .name("postgres-watch".into())
            .spawn(move || watch(&settings, leash, report, finish))
            .map_err(failed("start the watch over", folder))?;
        let socket_folder = started.await.map_err(|_| Error::WatchLost)??;
        Ok(Cluster { socket_folder, handle, ended })
    }

    /// Folder of the socket: PostgreSQL's `host` for connections. The port is PostgreSQL's usual 5432.
    #[must_use]
    pub fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    /// Name of the superuser, who connects without a password.
    #[must_use]
    pub fn user(&self) -> &str {
        SUPERUSER
    }

    /// Stops PostgreSQL: open transactions are rolled back at once, everything committed is written down.
    ///
    /// # Errors
    /// [`Error::WontStop`] when it is still there after 30 seconds.
    pub async fn stop(self) -> Result<(), Error> {
        drop(self.handle);
        self.ended.await.map_err(|_| Error::WatchLost)?
    }
}

/// The life of the watching thread. Nobody listening to a report means that the owner has let go: also an answer.
fn watch(
    settings: &Settings,
    leash: Leash,
    report: oneshot::Sender<Result<PathBuf, Error>>,
    finish: oneshot::Sender<Result<(), Error>>,
) {
    match Watch::begin(settings, leash) {
        Err(error) => drop(report.send(Err(error))),
        Ok((watch, postmaster)) => {
            drop(report.send(Ok(watch.socket_folder())));
            drop(finish.send(watch.keep(postmaster)));
        }
    }
}
