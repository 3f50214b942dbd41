use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use tokio::sync::oneshot;

use crate::{
    Error, SUPERUSER, Settings,
    error::failed,
    parent_pipe::{OwnerHandle, ParentPipe},
    postmaster::STOP_TIMEOUT,
    supervisor::Supervisor,
};

/// A running PostgreSQL, supervised by a thread that restarts it when it exits.
///
/// The supervisor is a thread and not a task because it outlives the runtime that started it: tests share a cluster in
/// a `static`. Dropping the value makes the supervisor stop PostgreSQL in the background; [`Cluster::stop`] waits.
#[derive(Debug)]
pub struct Cluster {
    socket_folder: PathBuf,
    handle: OwnerHandle,
    /// Longest wait for the end of PostgreSQL, in milliseconds.
    patience: Arc<AtomicU64>,
    ended: oneshot::Receiver<Result<(), Error>>,
}

impl Cluster {
    /// Finds PostgreSQL's programs, initializes the data if there are none, and returns when connections are accepted.
    ///
    /// Waits up to 30 minutes for recovery after a crash. Dropping the future stops what it started.
    ///
    /// # Errors
    /// Any reason why PostgreSQL cannot run, as a message for the owner of the salon.
    pub async fn start(settings: Settings) -> Result<Cluster, Error> {
        let (handle, pipe) = ParentPipe::new();
        let (report_start, started) = oneshot::channel();
        let (report_end, ended) = oneshot::channel();
        let folder = settings.folder.clone();
        let patience = Arc::new(AtomicU64::new(STOP_TIMEOUT.as_millis() as u64));
        let last_patience = patience.clone();
        thread::Builder::new()
            .name("postgres-watch".into())
            .spawn(move || supervise(&settings, pipe, &last_patience, report_start, report_end))
            .map_err(failed("start the watch over", folder))?;
        let socket_folder = started.await.map_err(|_| Error::SupervisorLost)??;
        Ok(Cluster { socket_folder, handle, patience, ended })
    }

    /// Folder of the Unix socket, used as `host` in connection strings. The port is PostgreSQL's default, 5432.
    #[must_use]
    pub fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    /// Name of the superuser, which connects without a password.
    #[must_use]
    pub fn user(&self) -> &str {
        SUPERUSER
    }

    /// Stops PostgreSQL with a fast shutdown: open transactions are rolled back, committed ones are written to disk.
    ///
    /// # Errors
    /// [`Error::StopTimedOut`] if the process still runs after 30 seconds.
    pub async fn stop(self) -> Result<(), Error> {
        drop(self.handle);
        self.ended.await.map_err(|_| Error::SupervisorLost)?
    }

    /// Like [`Cluster::stop`], within `patience`: in the last third of it PostgreSQL is stopped at once, and repairs its
    /// data at the next start.
    ///
    /// # Errors
    /// [`Error::StopTimedOut`] if the process still runs after `patience`.
    pub async fn stop_within(self, patience: Duration) -> Result<(), Error> {
        self.patience.store(u64::try_from(patience.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
        self.stop().await
    }
}

/// Body of the supervising thread. A send fails only if the owner was dropped, which also ends the supervisor.
fn supervise(
    settings: &Settings,
    pipe: ParentPipe,
    patience: &AtomicU64,
    report_start: oneshot::Sender<Result<PathBuf, Error>>,
    report_end: oneshot::Sender<Result<(), Error>>,
) {
    match Supervisor::start(settings, pipe) {
        Err(error) => drop(report_start.send(Err(error))),
        Ok((supervisor, postmaster)) => {
            drop(report_start.send(Ok(supervisor.socket_folder())));
            drop(
                report_end.send(supervisor.run(postmaster, || Duration::from_millis(patience.load(Ordering::Relaxed)))),
            );
        }
    }
}
