use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::{self, Command},
    thread,
    time::Duration,
};

use tracing::info;

use crate::{
    Error, Kind, SUPERUSER, account::Account, binaries::Binaries, config, error::failed, locale, place::Place,
};

/// How data that are still being made are named: this and the number of the process that makes them.
///
/// The number keeps us apart from an initdb that outlived a killed predecessor and still writes.
const UNFINISHED: &str = "postgres.new";

/// Major version that made the data, if there are any.
pub(crate) fn made_by(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join("PG_VERSION")).ok()?.trim().parse().ok()
}

/// Makes the data: under another name first, so that they are there completely or not at all.
pub(crate) fn make(place: &Place, binaries: &Binaries, kind: Kind) -> Result<(), Error> {
    remove_unfinished(place.home())?;
    let new = place.home().join(format!("{UNFINISHED}-{}", process::id()));
    DirBuilder::new().mode(0o700).create(&new).map_err(failed("make the folder", &new))?;
    place.account.own(&new)?;
    initdb(place.account, binaries, kind, &new)?;
    include_config(&new)?;
    let data = place.data();
    fs::rename(&new, &data).map_err(failed("put in place", &data))?;
    if kind == Kind::Lasting {
        File::open(place.home()).and_then(|home| home.sync_all()).map_err(failed("sync", place.home()))?;
    }
    info!(data = %data.display(), "made the data folder of PostgreSQL");
    Ok(())
}

fn initdb(account: Account, binaries: &Binaries, kind: Kind, new: &Path) -> Result<(), Error> {
    let program = binaries.program("initdb");
    let mut command = account.command(&program);
    command.arg("-D").arg(new).args(["-U", SUPERUSER]);
    command.args(["--auth-local=trust", "--auth-host=reject", "--encoding=UTF8"]);
    // Sorting by code point: an index in a language's order breaks when the system's next release changes that order.
    command.args(["--locale=C", &format!("--lc-ctype={}", locale::letters())]);
    match kind {
        Kind::Lasting => command.arg("--data-checksums"),
        Kind::Throwaway => command.arg("--no-sync"),
    };
    run(command, program)
}

fn run(mut command: Command, program: PathBuf) -> Result<(), Error> {
    let output = command.output().map_err(failed("run", program))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::NotMade { said: String::from_utf8_lossy(&output.stderr).trim().into() })
}

fn include_config(new: &Path) -> Result<(), Error> {
    let path = new.join("postgresql.conf");
    let mut file = OpenOptions::new().append(true).open(&path).map_err(failed("open", &path))?;
    file.write_all(config::INCLUDE.as_bytes()).and_then(|()| file.sync_all()).map_err(failed("write", &path))
}

/// Removes what a start that was killed has left behind.
fn remove_unfinished(home: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(home).map_err(failed("look into", home))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            remove(&entry.path()).map_err(failed("remove", entry.path()))?;
        }
    }
    Ok(())
}

/// Patient with an orphaned initdb that goes on writing files while they are being removed.
fn remove(folder: &Path) -> io::Result<()> {
    let mut tries = 0;
    loop {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty && tries < 50 => tries += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            result => return result,
        }
        thread::sleep(Duration::from_millis(50));
    }
}
