use std::{
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{Error, account::clean_command, error::failed, place::Place, postmaster::Postmaster};

/// The shell script that cleans up after a throwaway cluster. A process of its own, for it acts when we are gone,
/// and started before anything it would have to clean up.
#[derive(Debug)]
pub(crate) struct Undertaker {
    shell: Child,
}

impl Undertaker {
    /// Runs as us, not as PostgreSQL's user: it removes folders that are ours.
    pub(crate) fn hire(place: &Place) -> Result<Undertaker, Error> {
        let shell = clean_command("sh")
            .args(["-c", include_str!("undertaker.sh"), "undertaker"])
            .arg(place.data())
            .arg(place.sockets())
            .arg(place.home())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed("run", "sh"))?;
        Ok(Undertaker { shell })
    }

    /// Lets it do its work now, and waits until all is gone.
    pub(crate) fn bury(mut self, mut postmaster: Option<Postmaster>) {
        drop(self.shell.stdin.take());
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline {
            // Asking is also what collects our dead child, which the script may be waiting for.
            let lives = postmaster.as_mut().is_some_and(Postmaster::alive);
            if matches!(self.shell.try_wait(), Ok(Some(_)) | Err(_)) && !lives {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}
