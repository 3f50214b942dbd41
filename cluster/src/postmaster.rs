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

/// How often a process is looked at while it is expected to end.
const GLANCE: Duration = Duration::from_millis(20);

/// PostgreSQL's main process: our child, or one left by an owner that died.
#[derive(Debug)]
pub(crate) struct Postmaster {
    pid: Pid,
    child: Option<Child>,
    data: PathBuf,
}

impl Postmaster {
    pub(crate) fn ours(child: Child, data: PathBuf) -> Postmaster {
        Postmaster { pid: Pid::from_child(&child), child: Some(child), data }
    }

    /// The one that runs for `data` already, with what it says of itself.
    pub(crate) fn running(data: &Path) -> Option<(Postmaster, PidFile)> {
        let file = PidFile::read(data)?;
        let mut found = Postmaster { pid: file.pid, child: None, data: data.into() };
        found.alive().then_some((found, file))
    }

    pub(crate) fn pid(&self) -> i32 {
        self.pid.as_raw_pid()
    }

    /// Whether PostgreSQL says that it accepts connections.
    pub(crate) fn report(&self) -> Option<PidFile> {
        PidFile::read(&self.data).filter(|file| file.pid == self.pid)
    }

    pub(crate) fn alive(&mut self) -> bool {
        match &mut self.child {
            Some(child) => matches!(child.try_wait(), Ok(None)),
            None => exists(self.pid) && works_in(self.pid, &self.data),
        }
    }

    /// Ends it in order, and if that takes too long, without writing everything down: then the next start repairs.
    pub(crate) fn stop(&mut self) -> Result<(), Error> {
        for (signal, seconds) in [(Signal::INT, 20), (Signal::QUIT, 10)] {
            if !self.alive() {
                return Ok(());
            }
            if signal == Signal::QUIT {
                warn!(
                    pid = self.pid(),
                    "PostgreSQL does not stop in order; stopping it at once, the next start repairs its data"
                );
            }
            // Fails only if it has just ended, which is seen next.
            let _ = kill_process(self.pid, signal);
            if self.gone_within(Duration::from_secs(seconds)) {
                return Ok(());
            }
        }
        Err(Error::WontStop { pid: self.pid() })
    }

    pub(crate) fn gone_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while self.alive() {
            if Instant::now() > deadline {
                return false;
            }
            thread::sleep(GLANCE);
        }
        true
    }
}

/// Takes away a lock file of PostgreSQL (of the data or of the socket) if the one that wrote it is gone but its number
/// still means something: another process, or the dead one that nobody has collected yet.
///
/// PostgreSQL would take that for a second PostgreSQL and refuse to start. In containers, where numbers begin at 1
/// each time and often nobody collects, this is the usual end of a kill. PostgreSQL's own look at the shared memory
/// still tells it of children that live on. Without `/proc` there is no telling, and the file stays.
pub(crate) fn clear_stale(lock: &Path, data: &Path) {
    let Some(pid) = fs::read_to_string(lock).ok().and_then(|text| pidfile::first_line(&text)) else {
        return;
    };
    let elsewhere = match fs::read_link(working_folder(pid)) {
        Ok(folder) => folder != data,
        Err(error) => error.kind() == io::ErrorKind::NotFound && Path::new("/proc/self/cwd").exists(),
    };
    if elsewhere && exists(pid) {
        warn!(
            pid = pid.as_raw_pid(),
            lock = %lock.display(),
            "removing what a killed PostgreSQL has left: its number is no longer its own"
        );
        // If it fails, PostgreSQL will say so in its log.
        let _ = fs::remove_file(lock);
    }
}

fn working_folder(pid: Pid) -> String {
    format!("/proc/{}/cwd", pid.as_raw_pid())
}

fn exists(pid: Pid) -> bool {
    matches!(test_kill_process(pid), Ok(()) | Err(Errno::PERM))
}

/// Whether the process is PostgreSQL's main process for `data`: numbers are given again to others.
///
/// PostgreSQL works in its data folder; a process that has ended but was not collected works nowhere.
fn works_in(pid: Pid, data: &Path) -> bool {
    if Path::new("/proc/self/cwd").exists() {
        return fs::read_link(working_folder(pid)).is_ok_and(|folder| folder == data);
    }
    let Ok(output) = Command::new("ps").args(["-o", "command=", "-p", &pid.as_raw_pid().to_string()]).output() else {
        return false;
    };
    String::from_utf8_lossy(&output.stdout).contains(&*data.to_string_lossy())
}
