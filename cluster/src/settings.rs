use std::path::PathBuf;

/// Settings for [`crate::Cluster::start`].
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder for data, log, lock and socket; created if missing.
    pub folder: PathBuf,
    /// Folder of PostgreSQL's programs. `None`: `PATH` and the usual folders of the system are searched.
    pub binaries: Option<PathBuf>,
    /// Whether the data outlive their owner.
    pub kind: Kind,
}

/// Whether the data outlive their owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Production data: synced to disk, locked against a second owner, surviving a crash of the owner.
    Persistent,
    /// For tests: nothing is synced; PostgreSQL ends and the folder is removed when the owner ends, even if it is
    /// killed. The folder must be absent or empty at the start.
    Temporary,
}
