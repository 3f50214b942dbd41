use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use tracing::{error, info, warn};

use crate::{
    Error, Kind, Settings,
    binaries::{Binaries, Made},
    data,
    launch::Launcher,
    leash::Leash,
    lock::Lock,
    log::Log,
    place::Place,
    postmaster::Postmaster,
    undertaker::Undertaker,
};

/// How often a running one is looked at.
const ROUND: Duration = Duration::from_millis(100);

/// Wait before the first restart; doubled for each that fails or does not last, up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_millis(200);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// A PostgreSQL that ran this long has earned a quick restart again.
const LASTED: Duration = Duration::from_secs(30);

/// The watch over one PostgreSQL.
pub(crate) struct Watch {
    leash: Leash,
    launcher: Launcher,
    hold: Hold,
}

/// What a watch holds for its whole life, by kind.
enum Hold {
    Lasting(#[expect(dead_code, reason = "held, not used")] Lock),
    Throwaway(Undertaker),
}

impl Watch {
    /// Gets everything ready and starts PostgreSQL, or takes over the one that runs already.
    pub(crate) fn begin(settings: &Settings, leash: Leash) -> Result<(Watch, Postmaster), Error> {
        let kind = settings.kind;
        let place = Place::take(&settings.folder, kind)?;
        let hold = match kind {
            Kind::Lasting => Hold::Lasting(Lock::take(&place.lock())?),
            Kind::Throwaway => Hold::Throwaway(Undertaker::hire(&place)?),
        };
        let data = place.data();
        let made = data::made_by(&data).map(|by| Made { data: &data, by });
        let binaries = Binaries::find(settings.binaries.as_deref(), place.account, made.as_ref())?;
        if made.is_none() {
            data::make(&place, &binaries, kind)?;
        }
        let log = Log::at(place.log());
        log.bound();
        let launcher = Launcher { place, kind, binaries, log };
        let postmaster = launcher.first(&leash)?;
        Ok((Watch { leash, launcher, hold }, postmaster))
    }

    pub(crate) fn socket_folder(&self) -> PathBuf {
        self.launcher.place.sockets().into()
    }

    /// Restarts PostgreSQL whenever it dies, until the owner lets go; then stops it.
    pub(crate) fn keep(self, mut postmaster: Postmaster) -> Result<(), Error> {
        let mut wait = FIRST_WAIT;
        loop {
            let began = Instant::now();
            if self.attend(&mut postmaster).is_err() {
                return self.end(Some(postmaster));
            }
            wait = if began.elapsed() < LASTED { wait } else { FIRST_WAIT };
            warn!(pid = postmaster.pid(), log = %self.launcher.log.path().display(), "PostgreSQL died; starting it again");
            match self.revive(&mut wait) {
                Ok(next) => postmaster = next,
                Err(_) => return self.end(None),
            }
        }
    }

    /// Returns when PostgreSQL has died; fails when the owner lets go.
    fn attend(&self, postmaster: &mut Postmaster) -> Result<(), Error> {
        while postmaster.alive() {
            self.leash.pause(ROUND)?;
            self.launcher.log.bound();
        }
        Ok(())
    }

    /// Tries until PostgreSQL runs again; fails only when the owner lets go.
    fn revive(&self, wait: &mut Duration) -> Result<Postmaster, Error> {
        loop {
            self.leash.pause(*wait)?;
            *wait = (*wait * 2).min(LONGEST_WAIT);
            match self.launcher.raise(&self.leash) {
                Ok(postmaster) => return Ok(postmaster),
                Err(Error::Interrupted) => return Err(Error::Interrupted),
                Err(error) => error!(%error, "PostgreSQL did not start; trying again"),
            }
        }
    }

    /// The owner has let go.
    fn end(self, postmaster: Option<Postmaster>) -> Result<(), Error> {
        match self.hold {
            Hold::Throwaway(undertaker) => undertaker.bury(postmaster),
            Hold::Lasting(_) => {
                if let Some(mut postmaster) = postmaster {
                    postmaster.stop()?;
                    info!(pid = postmaster.pid(), "PostgreSQL stopped");
                }
            }
        }
        Ok(())
    }
}
