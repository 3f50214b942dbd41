use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    io::Errno,
    process::{Pid, Signal, kill_process, test_kill_process},
};
use tracing::warn;

use crate::{
    Error,
    pidfile::{self, PidFile},
};

/// Default of the longest wait for the end of PostgreSQL.
pub(crate) const STOP_TIMEOUT: Duration = Duration::from_secs(30);

const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// PostgreSQL's main process: a child of this process, or one left by an owner that crashed.
#[derive(Debug)]
pub(crate) struct Postmaster {
    pid: Pid,
    child: Option<Child>,
    data: PathBuf,
}

impl Postmaster {
    pub(crate) fn spawned(child: Child, data: PathBuf) -> Postmaster {
        Postmaster { pid: Pid::from_child(&child), child: Some(child), data }
    }

    /// The running postmaster of `data`, with its pid file.
    pub(crate) fn find_running(data: &Path) -> Option<(Postmaster, PidFile)> {
        let file = PidFile::read(data)?;
        let mut found = Postmaster { pid: file.pid, child: None, data: data.into() };
        found.is_running().then_some((found, file))
    }

    pub(crate) fn pid(&self) -> i32 {
        self.pid.as_raw_pid()
    }

    /// The pid file, if it belongs to this process.
    pub(crate) fn status(&self) -> Option<PidFile> {
        PidFile::read(&self.data).filter(|file| file.pid == self.pid)
    }

    pub(crate) fn is_running(&mut self) -> bool {
        match &mut self.child {
            Some(child) => matches!(child.try_wait(), Ok(None)),
            None => process_exists(self.pid) && is_postmaster_of(self.pid, &self.data),
        }
    }

    /// Fast shutdown, and in the last third of `patience` immediate shutdown, after which the next start runs recovery.
    pub(crate) fn stop(&mut self, patience: Duration) -> Result<(), Error> {
        for (signal, time) in [(Signal::INT, patience / 3 * 2), (Signal::QUIT, patience / 3)] {
            if !self.is_running() {
                return Ok(());
            }
            if signal == Signal::QUIT {
                warn!(
                    pid = self.pid(),
                    "PostgreSQL does not stop in order; stopping it at once, the next start repairs its data"
                );
            }
            // Fails only if the process has just ended, which the next check notices.
            let _ = kill_process(self.pid, signal);
            if self.wait_for_exit(time) {
                return Ok(());
            }
        }
        Err(Error::StopTimedOut { pid: self.pid() })
    }

    pub(crate) fn wait_for_exit(&mut self, timeout: Duration) -> bool {
        let deadline = Instant::now() + timeout;
        while self.is_running() {
            if Instant::now() > deadline {
                return false;
            }
            thread::sleep(POLL_INTERVAL);
        }
        true
    }
}

/// Removes a lock file of PostgreSQL (of the data or of the socket) if its writer has ended but the process id still
/// exists: reused by another process, or a zombie.
///
/// PostgreSQL would assume a second PostgreSQL and refuse to start. This is common in containers, where process ids
/// start at 1 and often nothing reaps zombies. PostgreSQL's own check of the shared memory still detects running
/// children. Without `/proc` the cases cannot be distinguished, and the file stays.
pub(crate) fn clear_stale(lock: &Path, data: &Path) {
    let Some(pid) = fs::read_to_string(lock).ok().and_then(|text| pidfile::pid_in_first_line(&text)) else {
        return;
    };
    let elsewhere = match fs::read_link(working_folder(pid)) {
        Ok(folder) => folder != data,
        Err(error) => error.kind() == io::ErrorKind::NotFound && Path::new("/proc/self/cwd").exists(),
    };
    if elsewhere && process_exists(pid) {
        warn!(
            pid = pid.as_raw_pid(),
            lock = %lock.display(),
            "removing what a killed PostgreSQL has left: its number is no longer its own"
        );
        // PostgreSQL logs the conflict if the removal fails.
        let _ = fs::remove_file(lock);
    }
}

fn working_folder(pid: Pid) -> String {
    format!("/proc/{}/cwd", pid.as_raw_pid())
}

fn process_exists(pid: Pid) -> bool {
    matches!(test_kill_process(pid), Ok(()) | Err(Errno::PERM))
}

/// Whether the process is the postmaster of `data`: process ids are reused.
///
/// PostgreSQL's working folder is its data folder; a zombie has none.
fn is_postmaster_of(pid: Pid, data: &Path) -> bool {
    if Path::new("/proc/self/cwd").exists() {
        return fs::read_link(working_folder(pid)).is_ok_and(|folder| folder == data);
    }
    let Ok(output) = Command::new("ps").args(["-o", "command=", "-p", &pid.as_raw_pid().to_string()]).output() else {
        return false;
    };
    String::from_utf8_lossy(&output.stdout).contains(&*data.to_string_lossy())
}
