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
    leash::Leash,
    log::Log,
    pidfile::PidFile,
    place::{PORT, Place},
    postmaster::{Postmaster, clear_stale},
};

/// How often a starting PostgreSQL is asked whether it is ready.
const GLANCE: Duration = Duration::from_millis(20);

/// Longest wait for any sign of life.
const SIGN_OF_LIFE: Duration = Duration::from_secs(60);

/// Longest wait for one that says it is repairing its data after a crash.
const RECOVERY: Duration = Duration::from_secs(30 * 60);

/// Longest wait, at the first start, for what is left of a killed PostgreSQL to go, and the wait between two tries.
const REMAINS: (Duration, Duration) = (Duration::from_secs(10), Duration::from_millis(200));

/// All that is needed to start PostgreSQL, again and again.
pub(crate) struct Launcher {
    pub(crate) place: Place,
    pub(crate) kind: Kind,
    pub(crate) binaries: Binaries,
    pub(crate) log: Log,
}

impl Launcher {
    /// The first start, patient with the remains of a PostgreSQL that was killed a moment ago.
    pub(crate) fn first(&self, leash: &Leash) -> Result<Postmaster, Error> {
        let (longest, pause) = REMAINS;
        let deadline = Instant::now() + longest;
        loop {
            match self.raise(leash) {
                Err(Error::Died { said, .. }) if is_in_the_way(&said) && Instant::now() < deadline => {}
                result => return result,
            }
            leash.pause(pause)?;
        }
    }

    /// Takes over a PostgreSQL that runs, or starts one; waits until it accepts connections.
    pub(crate) fn raise(&self, leash: &Leash) -> Result<Postmaster, Error> {
        if let Some(found) = self.found(leash)? {
            return Ok(found);
        }
        let data = self.place.data();
        for lock in [PidFile::path(&data), self.place.socket_lock()] {
            clear_stale(&lock, &data);
        }
        config::write(&self.place, self.kind)?;
        let from = self.log.size();
        let mut postmaster = self.spawn()?;
        match self.ready(&mut postmaster, from, leash) {
            Ok(()) => {
                info!(pid = postmaster.pid(), data = %data.display(), "PostgreSQL is ready");
                Ok(postmaster)
            }
            // What it has repaired so far would be lost.
            Err(error @ Error::StillRecovering { .. }) => Err(error),
            Err(error) => {
                postmaster.stop()?;
                Err(error)
            }
        }
    }

    /// The PostgreSQL that a killed owner has left running, if it is of use.
    fn found(&self, leash: &Leash) -> Result<Option<Postmaster>, Error> {
        let Some((mut postmaster, file)) = Postmaster::running(&self.place.data()) else {
            return Ok(None);
        };
        let elsewhere = !file.sockets.as_os_str().is_empty() && file.sockets != self.place.sockets();
        if elsewhere || (file.ready && !self.place.socket().exists()) {
            info!(pid = postmaster.pid(), "PostgreSQL runs already, but its socket is not in place; restarting it");
            postmaster.stop()?;
            return Ok(None);
        }
        match self.ready(&mut postmaster, self.log.size(), leash) {
            Ok(()) => {
                info!(pid = postmaster.pid(), "found PostgreSQL running");
                Ok(Some(postmaster))
            }
            // It was about to end.
            Err(Error::Died { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn spawn(&self) -> Result<Postmaster, Error> {
        let data = self.place.data();
        let program = self.binaries.program("postgres");
        let mut sockets = OsString::from("unix_socket_directories=\"");
        sockets.push(self.place.sockets());
        sockets.push("\"");
        let port = format!("port={PORT}");
        let child = self
            .place
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
        Ok(Postmaster::ours(child, data))
    }

    /// Waits until `postmaster` accepts connections. `from`: size of the log before it was started.
    fn ready(&self, postmaster: &mut Postmaster, from: u64, leash: &Leash) -> Result<(), Error> {
        let began = Instant::now();
        while postmaster.alive() {
            let log = self.log.path().into();
            match postmaster.report() {
                Some(report) if report.ready => return Ok(()),
                Some(_) if began.elapsed() > RECOVERY => {
                    return Err(Error::StillRecovering { minutes: RECOVERY.as_secs() / 60, log });
                }
                None if began.elapsed() > SIGN_OF_LIFE => {
                    return Err(Error::Silent { seconds: SIGN_OF_LIFE.as_secs(), log, said: self.log.tail(from) });
                }
                _ => leash.pause(GLANCE)?,
            }
        }
        Err(Error::Died { log: self.log.path().into(), said: self.log.tail(from) })
    }
}

/// PostgreSQL's words for processes of its predecessor that still live, or only just died.
fn is_in_the_way(said: &str) -> bool {
    said.contains("shared memory block") || (said.contains("lock file") && said.contains("already exists"))
}
