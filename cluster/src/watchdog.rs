use std::{
    os::fd::AsFd as _,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{Error, account::clean_command, error::failed, layout::Layout, postmaster::Postmaster};

/// A shell script that cleans up a temporary cluster. A separate process because it acts after this process has
/// ended; it starts before anything that it would have to clean up.
#[derive(Debug)]
pub(crate) struct Watchdog {
    shell: Child,
}

impl Watchdog {
    /// Runs as the current user and not as PostgreSQL's, because it removes folders of the current user.
    pub(crate) fn spawn(layout: &Layout) -> Result<Watchdog, Error> {
        let shell = clean_command("sh")
            .args(["-c", include_str!("watchdog.sh"), "watchdog"])
            .arg(layout.data())
            .arg(layout.sockets())
            .arg(layout.home())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed("run", "sh"))?;
        Ok(Watchdog { shell })
    }

    /// Another write end of the script's stdin, for a child: the script then waits until that child has ended, too. An
    /// initdb that outlives a killed owner would otherwise write into folders that are being removed.
    pub(crate) fn held_by_child(&self) -> Result<Stdio, Error> {
        let Some(stdin) = &self.shell.stdin else { return Ok(Stdio::null()) };
        Ok(stdin.as_fd().try_clone_to_owned().map_err(failed("run", "sh"))?.into())
    }

    /// Closes the script's stdin, which makes it clean up, and waits until it has finished.
    pub(crate) fn clean_up(mut self, mut postmaster: Option<Postmaster>) {
        drop(self.shell.stdin.take());
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline {
            // The check also reaps the postmaster if it is a child; the script may be waiting for that.
            let running = postmaster.as_mut().is_some_and(Postmaster::is_running);
            if matches!(self.shell.try_wait(), Ok(Some(_)) | Err(_)) && !running {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}
