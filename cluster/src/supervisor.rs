use std::{
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use tracing::{error, info, warn};

use crate::{
    Error, Kind, Settings,
    binaries::{Binaries, ExistingData},
    data,
    launch::Launcher,
    layout::Layout,
    lock::Lock,
    log::Log,
    parent_pipe::ParentPipe,
    postmaster::Postmaster,
    watchdog::Watchdog,
};

const CHECK_INTERVAL: Duration = Duration::from_millis(100);

/// Doubled for each restart that fails or does not last [`STABLE_AFTER`], up to [`LONGEST_RESTART_DELAY`].
const FIRST_RESTART_DELAY: Duration = Duration::from_millis(200);
const LONGEST_RESTART_DELAY: Duration = Duration::from_secs(5);

/// Running time after which the restart delay is reset.
const STABLE_AFTER: Duration = Duration::from_secs(30);

/// Supervisor of one PostgreSQL.
pub(crate) struct Supervisor {
    pipe: ParentPipe,
    launcher: Launcher,
    guard: Guard,
}

/// Held while the supervisor lives.
enum Guard {
    Persistent(#[expect(dead_code, reason = "held, not used")] Lock),
    Temporary(Watchdog),
}

impl Supervisor {
    /// Prepares the folders and starts PostgreSQL, or adopts the one that runs already.
    pub(crate) fn start(settings: &Settings, pipe: ParentPipe) -> Result<(Supervisor, Postmaster), Error> {
        let kind = settings.kind;
        let layout = Layout::prepare(&settings.folder, kind)?;
        let guard = match kind {
            Kind::Persistent => Guard::Persistent(Lock::acquire(&layout.lock())?),
            Kind::Temporary => Guard::Temporary(Watchdog::spawn(&layout)?),
        };
        let data = layout.data();
        let existing = data::major_version(&data).map(|major| ExistingData { data: &data, major });
        let binaries = Binaries::find(settings.binaries.as_deref(), layout.account, existing.as_ref())?;
        if existing.is_none() {
            let stdin = match &guard {
                Guard::Persistent(_) => Stdio::null(),
                Guard::Temporary(watchdog) => watchdog.held_by_child()?,
            };
            data::initialize(&layout, &binaries, kind, stdin)?;
        }
        let log = Log::new(layout.log());
        log.truncate_if_large();
        let launcher = Launcher { layout, kind, binaries, log };
        let postmaster = launcher.start_first(&pipe)?;
        Ok((Supervisor { pipe, launcher, guard }, postmaster))
    }

    pub(crate) fn socket_folder(&self) -> PathBuf {
        self.launcher.layout.sockets().into()
    }

    /// Restarts PostgreSQL when it exits, until the owner is dropped; then stops it within `patience`, which is asked then.
    pub(crate) fn run(self, mut postmaster: Postmaster, patience: impl Fn() -> Duration) -> Result<(), Error> {
        let mut wait = FIRST_RESTART_DELAY;
        loop {
            let began = Instant::now();
            if self.wait_for_exit(&mut postmaster).is_err() {
                return self.shut_down(Some(postmaster), patience());
            }
            wait = if began.elapsed() < STABLE_AFTER { wait } else { FIRST_RESTART_DELAY };
            warn!(pid = postmaster.pid(), log = %self.launcher.log.path().display(), "PostgreSQL died; starting it again");
            match self.restart(&mut wait) {
                Ok(next) => postmaster = next,
                Err(_) => return self.shut_down(None, patience()),
            }
        }
    }

    /// Returns when PostgreSQL has exited; fails when the owner is dropped.
    fn wait_for_exit(&self, postmaster: &mut Postmaster) -> Result<(), Error> {
        while postmaster.is_running() {
            self.pipe.wait(CHECK_INTERVAL)?;
            self.launcher.log.truncate_if_large();
        }
        Ok(())
    }

    /// Repeats until PostgreSQL runs again; fails only when the owner is dropped.
    fn restart(&self, wait: &mut Duration) -> Result<Postmaster, Error> {
        loop {
            self.pipe.wait(*wait)?;
            *wait = (*wait * 2).min(LONGEST_RESTART_DELAY);
            match self.launcher.start(&self.pipe) {
                Ok(postmaster) => return Ok(postmaster),
                Err(Error::Interrupted) => return Err(Error::Interrupted),
                Err(error) => error!(%error, "PostgreSQL did not start; trying again"),
            }
        }
    }

    fn shut_down(self, postmaster: Option<Postmaster>, patience: Duration) -> Result<(), Error> {
        match self.guard {
            Guard::Temporary(watchdog) => watchdog.clean_up(postmaster),
            Guard::Persistent(_) => {
                if let Some(mut postmaster) = postmaster {
                    postmaster.stop(patience)?;
                    info!(pid = postmaster.pid(), "PostgreSQL stopped");
                }
            }
        }
        Ok(())
    }
}
