use std::{io, path::PathBuf};

use thiserror::Error;

/// Why the private PostgreSQL is not running. Each message names the cause and the remedy.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// No PostgreSQL programs were found on the machine.
    #[error("PostgreSQL is not installed on this machine. {install}, then start again.")]
    NotInstalled {
        /// What to do, without a full stop.
        install: String,
    },

    /// The configured folder contains no working PostgreSQL programs.
    #[error(
        "There are no working PostgreSQL programs (initdb and postgres) in {folder}, the folder named in the settings. \
         Correct the setting, or remove it to have them found."
    )]
    ProgramsNotFound {
        /// Folder that the setting names.
        folder: PathBuf,
    },

    /// Only versions below the oldest supported one.
    #[error(
        "Only PostgreSQL {found} was found (in {folder}); version {needed} or newer is needed. {install}, then start again."
    )]
    TooOld {
        /// Newest major version found.
        found: u32,
        /// Folder of the programs of that version.
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
    VersionMismatch {
        /// PostgreSQL's data folder.
        data: PathBuf,
        /// Major version that made them.
        made_by: u32,
        /// The versions of this machine, as a phrase.
        found: String,
        /// What to do, without a full stop.
        install: String,
    },

    /// PostgreSQL is installed without a required extension.
    #[error("PostgreSQL's extension {name} is missing in {folder}. {install}, then start again.")]
    ExtensionMissing {
        /// Name of the extension, as `CREATE EXTENSION` takes it.
        name: &'static str,
        /// Where its control file should be.
        folder: PathBuf,
        /// What to do, without a full stop.
        install: String,
    },

    /// PostgreSQL refuses to run as root and no other suitable user exists.
    #[error(
        "PostgreSQL refuses to run as root, and this machine has neither a user postgres nor a user nobody. \
         Run the program as an ordinary user."
    )]
    NoUnprivilegedUser,

    /// Another server has locked the folder.
    #[error("Another server{} already uses the folder {folder}. Stop it first, or give this one a folder of its own.",
        pid.map(|pid| format!(" (process {pid})")).unwrap_or_default())]
    InUse {
        /// Canonical path of the folder.
        folder: PathBuf,
        /// Process id of the other server, if it could be read.
        pid: Option<u32>,
    },

    /// The data belong to a user that this process cannot run PostgreSQL as.
    #[error("The data in {data} belong to another user (number {owner}). Run the program as that user or as root.")]
    OtherOwner {
        /// PostgreSQL's data folder.
        data: PathBuf,
        /// Number of the user who owns the data.
        owner: u32,
    },

    /// Data exist, but PostgreSQL's user cannot enter a parent folder.
    #[error(
        "The data in {data} cannot be reached by user number {user}, as whom PostgreSQL runs: a folder above is closed to it. \
         Open it with `chmod o+x` on each folder of that path."
    )]
    Unreachable {
        /// PostgreSQL's data folder.
        data: PathBuf,
        /// Number of the user that PostgreSQL runs as.
        user: u32,
    },

    /// A temporary cluster needs an absent or empty folder.
    #[error(
        "The folder {folder} is not empty; a throwaway PostgreSQL removes its folder, so it takes an empty one only."
    )]
    NotEmpty {
        /// Canonical path of the folder.
        folder: PathBuf,
    },

    /// Another user could create or enter the folder of the socket.
    #[error("The folder {folder}, needed for PostgreSQL's socket, {reason}. Remove it and start again.")]
    SocketFolder {
        /// Canonical path of the folder.
        folder: PathBuf,
        /// The problem, as the end of a sentence.
        reason: &'static str,
    },

    /// `initdb` could not make the data folder.
    #[error("PostgreSQL could not make its data folder. It said: {output}")]
    InitdbFailed {
        /// What `initdb` wrote to stderr.
        output: String,
    },

    /// PostgreSQL exited before it accepted connections.
    #[error("PostgreSQL ended while starting. Its log {log} says:\n{output}")]
    StartFailed {
        /// Path of PostgreSQL's log file.
        log: PathBuf,
        /// Last lines of PostgreSQL's log file.
        output: String,
    },

    /// PostgreSQL wrote no pid file in time and was stopped.
    #[error("PostgreSQL showed no sign of life for {seconds} seconds and was stopped. Its log {log} says:\n{output}")]
    StartTimedOut {
        /// Timeout of the start, in seconds.
        seconds: u64,
        /// Path of PostgreSQL's log file.
        log: PathBuf,
        /// Last lines of PostgreSQL's log file.
        output: String,
    },

    /// Recovery after a crash takes longer than the timeout. PostgreSQL continues it.
    #[error(
        "PostgreSQL is still repairing its data after {minutes} minutes and goes on with it. \
         Leave the machine on and start again later; progress is in {log}."
    )]
    StillRecovering {
        /// Timeout of the recovery, in minutes.
        minutes: u64,
        /// Path of PostgreSQL's log file.
        log: PathBuf,
    },

    /// PostgreSQL still runs after a fast and an immediate shutdown.
    #[error("PostgreSQL (process {pid}) does not stop. Its data are safe; restart the machine if it is in the way.")]
    StopTimedOut {
        /// Process id of PostgreSQL's postmaster.
        pid: i32,
    },

    /// The owner was dropped while PostgreSQL was starting.
    #[error("The start of PostgreSQL was given up, because the program is ending.")]
    Interrupted,

    /// The supervising thread panicked: a defect of this crate.
    #[error("The watch over PostgreSQL ended unexpectedly. Start the program again.")]
    SupervisorLost,

    /// The operating system refused an operation on a file or process.
    #[error(
        "Could not {doing} {path}: {source}. Check that the disk is not full and that the program may write there."
    )]
    Io {
        /// The operation, as a verb phrase after "could not".
        doing: &'static str,
        /// File, folder or program of the operation.
        path: PathBuf,
        /// Error of the operating system.
        source: io::Error,
    },
}

/// Adds the operation and the path to an [`io::Error`]: `.map_err(failed("read", path))`.
pub(crate) fn failed(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
    let path = path.into();
    move |source| Error::Io { doing, path, source }
}
