use std::{
    ffi::OsString,
    time::{Duration, Instant},
};

use tracing::info;

use crate::{
    Error, Kind,
    binaries::Binaries,
    config,
    error::failed,
    layout::{Layout, PORT},
    log::Log,
    parent_pipe::ParentPipe,
    pidfile::PidFile,
    postmaster::{Postmaster, STOP_TIMEOUT, clear_stale},
};

const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// Longest wait for `postmaster.pid`.
const STARTUP_TIMEOUT: Duration = Duration::from_secs(60);

/// Longest wait for recovery after a crash.
const RECOVERY_TIMEOUT: Duration = Duration::from_secs(30 * 60);

/// Longest wait for the remaining processes of a killed PostgreSQL to end, and the interval between attempts.
const PREDECESSOR_TIMEOUT: (Duration, Duration) = (Duration::from_secs(10), Duration::from_millis(200));

/// Starts and restarts PostgreSQL.
pub(crate) struct Launcher {
    pub(crate) layout: Layout,
    pub(crate) kind: Kind,
    pub(crate) binaries: Binaries,
    pub(crate) log: Log,
}

impl Launcher {
    /// Repeats the start while processes of a killed PostgreSQL are still ending.
    pub(crate) fn start_first(&self, pipe: &ParentPipe) -> Result<Postmaster, Error> {
        let (timeout, interval) = PREDECESSOR_TIMEOUT;
        let deadline = Instant::now() + timeout;
        loop {
            match self.start(pipe) {
                Err(Error::StartFailed { output, .. })
                    if is_predecessor_conflict(&output) && Instant::now() < deadline => {}
                result => return result,
            }
            pipe.wait(interval)?;
        }
    }

    /// Adopts a running PostgreSQL or starts one; returns when it accepts connections.
    pub(crate) fn start(&self, pipe: &ParentPipe) -> Result<Postmaster, Error> {
        if let Some(found) = self.adopt_running(pipe)? {
            return Ok(found);
        }
        let data = self.layout.data();
        for lock in [PidFile::path(&data), self.layout.socket_lock()] {
            clear_stale(&lock, &data);
        }
        config::write(&self.layout, self.kind)?;
        let log_size = self.log.size();
        let mut postmaster = self.spawn()?;
        match self.wait_until_ready(&mut postmaster, log_size, pipe) {
            Ok(()) => {
                info!(pid = postmaster.pid(), data = %data.display(), "PostgreSQL is ready");
                Ok(postmaster)
            }
            // Stopping it would lose the progress of the recovery.
            Err(error @ Error::StillRecovering { .. }) => Err(error),
            Err(error) => {
                postmaster.stop(STOP_TIMEOUT)?;
                Err(error)
            }
        }
    }

    /// The PostgreSQL that a killed owner left running, if it can be connected to.
    fn adopt_running(&self, pipe: &ParentPipe) -> Result<Option<Postmaster>, Error> {
        let Some((mut postmaster, file)) = Postmaster::find_running(&self.layout.data()) else {
            return Ok(None);
        };
        let elsewhere = !file.sockets.as_os_str().is_empty() && file.sockets != self.layout.sockets();
        if elsewhere || (file.ready && !self.layout.socket().exists()) {
            info!(pid = postmaster.pid(), "PostgreSQL runs already, but its socket is not in place; restarting it");
            postmaster.stop(STOP_TIMEOUT)?;
            return Ok(None);
        }
        match self.wait_until_ready(&mut postmaster, self.log.size(), pipe) {
            Ok(()) => {
                info!(pid = postmaster.pid(), "found PostgreSQL running");
                Ok(Some(postmaster))
            }
            // It was shutting down when it was found.
            Err(Error::StartFailed { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn spawn(&self) -> Result<Postmaster, Error> {
        let data = self.layout.data();
        let program = self.binaries.program("postgres");
        let mut sockets = OsString::from("unix_socket_directories=\"");
        sockets.push(self.layout.sockets());
        sockets.push("\"");
        let port = format!("port={PORT}");
        let child = self
            .layout
            .account
            .command(&program)
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", &port, "-c"])
            .arg(sockets)
            .stdout(self.log.open()?)
            .stderr(self.log.open()?)
            .spawn()
            .map_err(failed("run", program))?;
        Ok(Postmaster::spawned(child, data))
    }

    /// Waits until `postmaster` accepts connections. `log_size` is the size of the log before the start, in bytes.
    fn wait_until_ready(&self, postmaster: &mut Postmaster, log_size: u64, pipe: &ParentPipe) -> Result<(), Error> {
        let began = Instant::now();
        while postmaster.is_running() {
            let log = self.log.path().into();
            match postmaster.status() {
                Some(report) if report.ready => return Ok(()),
                Some(_) if began.elapsed() > RECOVERY_TIMEOUT => {
                    return Err(Error::StillRecovering { minutes: RECOVERY_TIMEOUT.as_secs() / 60, log });
                }
                None if began.elapsed() > STARTUP_TIMEOUT => {
                    return Err(Error::StartTimedOut {
                        seconds: STARTUP_TIMEOUT.as_secs(),
                        log,
                        output: self.log.tail(log_size),
                    });
                }
                _ => pipe.wait(POLL_INTERVAL)?,
            }
        }
        Err(Error::StartFailed { log: self.log.path().into(), output: self.log.tail(log_size) })
    }
}

/// Whether the log contains PostgreSQL's messages about processes of its predecessor that have not ended yet.
fn is_predecessor_conflict(output: &str) -> bool {
    output.contains("shared memory block") || (output.contains("lock file") && output.contains("already exists"))
}
