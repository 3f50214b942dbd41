use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    thread,
    time::Duration,
};

use tracing::info;

use crate::{
    Error, Kind, SUPERUSER, account::Account, binaries::Binaries, config, error::failed, layout::Layout, locale,
};

/// Prefix of the folder in which data are initialized; the process id follows.
///
/// The process id separates this folder from that of an initdb that outlived a killed owner and still writes.
const UNFINISHED: &str = "postgres.new";

/// Major version of PostgreSQL that made the data; `None` without data.
pub(crate) fn major_version(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join("PG_VERSION")).ok()?.trim().parse().ok()
}

/// Initializes the data under a temporary name and renames the folder, so that data are never incomplete. `stdin` is
/// initdb's, which reads nothing.
pub(crate) fn initialize(layout: &Layout, binaries: &Binaries, kind: Kind, stdin: Stdio) -> Result<(), Error> {
    remove_unfinished(layout.home())?;
    let new = layout.home().join(format!("{UNFINISHED}-{}", process::id()));
    DirBuilder::new().mode(0o700).create(&new).map_err(failed("make the folder", &new))?;
    layout.account.take_ownership(&new)?;
    initdb(layout.account, binaries, kind, &new, stdin)?;
    include_config(&new)?;
    let data = layout.data();
    fs::rename(&new, &data).map_err(failed("put in place", &data))?;
    if kind == Kind::Persistent {
        File::open(layout.home()).and_then(|home| home.sync_all()).map_err(failed("sync", layout.home()))?;
    }
    info!(data = %data.display(), "made the data folder of PostgreSQL");
    Ok(())
}

fn initdb(account: Account, binaries: &Binaries, kind: Kind, new: &Path, stdin: Stdio) -> Result<(), Error> {
    let program = binaries.program("initdb");
    let mut command = account.command(&program);
    command.stdin(stdin).arg("-D").arg(new).args(["-U", SUPERUSER]);
    command.args(["--auth-local=trust", "--auth-host=reject", "--encoding=UTF8"]);
    // The C collation: indexes in a language's collation become corrupt when a system update changes that collation.
    command.args(["--locale=C", &format!("--lc-ctype={}", locale::character_type())]);
    match kind {
        Kind::Persistent => command.arg("--data-checksums"),
        Kind::Temporary => command.arg("--no-sync"),
    };
    run(command, program)
}

fn run(mut command: Command, program: PathBuf) -> Result<(), Error> {
    let output = command.output().map_err(failed("run", program))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::InitdbFailed { output: String::from_utf8_lossy(&output.stderr).trim().into() })
}

fn include_config(new: &Path) -> Result<(), Error> {
    let path = new.join("postgresql.conf");
    let mut file = OpenOptions::new().append(true).open(&path).map_err(failed("open", &path))?;
    file.write_all(config::INCLUDE_LINE.as_bytes()).and_then(|()| file.sync_all()).map_err(failed("write", &path))
}

/// Removes incomplete data of starts that were killed.
fn remove_unfinished(home: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(home).map_err(failed("look into", home))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            remove(&entry.path()).map_err(failed("remove", entry.path()))?;
        }
    }
    Ok(())
}

/// Repeats because an orphaned initdb may write files while its folder is being removed.
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
