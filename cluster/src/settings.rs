use std::path::PathBuf;

/// What [`crate::Cluster::start`] is to run, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder for data, log, lock and socket; made if missing.
    pub folder: PathBuf,
    /// Folder of PostgreSQL's programs. `None`: `PATH` and the systems' usual places are searched.
    pub binaries: Option<PathBuf>,
    /// How long the data are to live.
    pub kind: Kind,
}

/// How long the data are to live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Real data: synced to disk, locked against a second owner, outliving the owner's crash.
    Lasting,
    /// For tests: nothing is synced; PostgreSQL and the folder go when the owner does, in whatever way it ends.
    /// The folder must be absent or empty at the start.
    Throwaway,
}
