use std::{io, path::PathBuf};

use thiserror::Error;

/// Why the private PostgreSQL is not running. Each message says what happened and what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// No PostgreSQL on the machine.
    #[error("PostgreSQL is not installed on this machine. {install}, then start again.")]
    Missing {
        /// What to do, without a full stop.
        install: String,
    },

    /// The folder that the settings name has no PostgreSQL in it.
    #[error(
        "There are no working PostgreSQL programs (initdb and postgres) in {folder}, the folder named in the settings. \
         Correct the setting, or remove it to have them found."
    )]
    NotThere {
        /// Folder of the setting.
        folder: PathBuf,
    },

    /// Only versions below the oldest supported one.
    #[error(
        "Only PostgreSQL {found} was found (in {folder}); version {needed} or newer is needed. {install}, then start again."
    )]
    TooOld {
        /// Newest major version found.
        found: u32,
        /// Where.
        folder: PathBuf,
        /// Oldest supported major version.
        needed: u32,
        /// What to do, without a full stop.
        install: String,
    },

    /// The data need another major version than the machine has.
    #[error(
        "The data in {data} were made by PostgreSQL {made_by}, but this machine has only {found}. \
         The data are unharmed. {install}, then start again."
    )]
    OtherVersion {
        /// Folder of the data.
        data: PathBuf,
        /// Major version that made them.
        made_by: u32,
        /// What the machine has instead.
        found: String,
        /// What to do, without a full stop.
        install: String,
    },

    /// PostgreSQL is there, but without an extension that the product needs.
    #[error("PostgreSQL's extension {name} is missing in {folder}. {install}, then start again.")]
    NoExtension {
        /// Name of the extension.
        name: &'static str,
        /// Where its control file should be.
        folder: PathBuf,
        /// What to do, without a full stop.
        install: String,
    },

    /// PostgreSQL refuses to run as root and there is nobody else to run it as.
    #[error(
        "PostgreSQL refuses to run as root, and this machine has neither a user postgres nor a user nobody. \
         Run the program as an ordinary user."
    )]
    NoAccount,

    /// Another server has the folder.
    #[error("Another server{} already uses the folder {folder}. Stop it first, or give this one a folder of its own.",
        pid.map(|pid| format!(" (process {pid})")).unwrap_or_default())]
    InUse {
        /// The folder.
        folder: PathBuf,
        /// The other server's process, if it could be read.
        pid: Option<u32>,
    },

    /// The data belong to another user than the one PostgreSQL would run as.
    #[error("The data in {data} belong to another user (number {owner}). Run the program as that user or as root.")]
    OtherOwner {
        /// Folder of the data.
        data: PathBuf,
        /// User id of the owner.
        owner: u32,
    },

    /// There are data, but a folder above them is closed to the user PostgreSQL runs as.
    #[error(
        "The data in {data} cannot be reached by user number {user}, as whom PostgreSQL runs: a folder above is closed to it. \
         Open it with `chmod o+x` on each folder of that path."
    )]
    Unreachable {
        /// Folder of the data.
        data: PathBuf,
        /// User id that PostgreSQL runs as.
        user: u32,
    },

    /// A throwaway cluster was to be made in a folder with something in it.
    #[error(
        "The folder {folder} is not empty; a throwaway PostgreSQL removes its folder, so it takes an empty one only."
    )]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },

    /// The folder for the socket is not safely ours.
    #[error("The folder {folder}, needed for PostgreSQL's socket, {reason}. Remove it and start again.")]
    SocketFolder {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },

    /// `initdb` failed.
    #[error("PostgreSQL could not make its data folder. It said: {said}")]
    NotMade {
        /// Its last words.
        said: String,
    },

    /// PostgreSQL ended instead of getting ready.
    #[error("PostgreSQL ended while starting. Its log {log} says:\n{said}")]
    Died {
        /// The log.
        log: PathBuf,
        /// The log's last lines.
        said: String,
    },

    /// PostgreSQL gave no sign of life and was stopped.
    #[error("PostgreSQL showed no sign of life for {seconds} seconds and was stopped. Its log {log} says:\n{said}")]
    Silent {
        /// How long it was waited for.
        seconds: u64,
        /// The log.
        log: PathBuf,
        /// The log's last lines.
        said: String,
    },

    /// Recovery after a crash takes longer than it was waited for. PostgreSQL was left at it.
    #[error(
        "PostgreSQL is still repairing its data after {minutes} minutes and goes on with it. \
         Leave the machine on and start again later; progress is in {log}."
    )]
    StillRecovering {
        /// How long it was waited for.
        minutes: u64,
        /// The log.
        log: PathBuf,
    },

    /// PostgreSQL outlived both ways of stopping it.
    #[error("PostgreSQL (process {pid}) does not stop. Its data are safe; restart the machine if it is in the way.")]
    WontStop {
        /// Its process.
        pid: i32,
    },

    /// The owner lost interest while PostgreSQL was starting.
    #[error("The start of PostgreSQL was given up, because the program is ending.")]
    Interrupted,

    /// The watching thread is gone: a defect of this crate.
    #[error("The watch over PostgreSQL ended unexpectedly. Start the program again.")]
    WatchLost,

    /// The operating system said no.
    #[error(
        "Could not {doing} {path}: {source}. Check that the disk is not full and that the program may write there."
    )]
    Io {
        /// What was tried, as in "could not …".
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Turns an [`io::Error`] into one that says what was being done: `.map_err(failed("read", path))`.
pub(crate) fn failed(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
    let path = path.into();
    move |source| Error::Io { doing, path, source }
}
