use std::{fs, path::PathBuf};

use super::Binaries;
use crate::{Error, install};

const REQUIRED_EXTENSIONS: [&str; 2] = ["pg_trgm", "btree_gist"];

/// Fails if a required extension is missing. Passes if the extension folder is unknown: then the first migration
/// reports a missing extension.
pub(super) fn check(binaries: &Binaries) -> Result<(), Error> {
    let Some(folder) = folder(binaries) else {
        return Ok(());
    };
    for name in REQUIRED_EXTENSIONS {
        if !folder.join(format!("{name}.control")).exists() {
            return Err(Error::ExtensionMissing { name, folder, install: install::instructions() });
        }
    }
    Ok(())
}

/// The folder of the control files, identified by that of plpgsql, which is part of every PostgreSQL.
fn folder(binaries: &Binaries) -> Option<PathBuf> {
    // Homebrew links the programs into its own bin; the paths are relative to the target of the link.
    let program = fs::canonicalize(binaries.program("postgres")).ok()?;
    let bin = program.parent()?;
    let major = binaries.major;
    [
        // Debian: /usr/lib/postgresql/15/bin and /usr/share/postgresql/15
        format!("../../../../share/postgresql/{major}"),
        // Red Hat from PostgreSQL's repository, and the default of a build from source
        "../share".into(),
        // Homebrew
        format!("../share/postgresql@{major}"),
        // Arch, and builds with a common prefix
        "../share/postgresql".into(),
        // Red Hat's own package
        "../share/pgsql".into(),
        // SUSE: /usr/lib/postgresql17/bin; Alpine: /usr/libexec/postgresql17
        format!("../../../share/postgresql{major}"),
        format!("../../share/postgresql{major}"),
    ]
    .iter()
    .map(|share| bin.join(share).join("extension"))
    .find(|extensions| extensions.join("plpgsql.control").exists())
    .map(|extensions| fs::canonicalize(&extensions).unwrap_or(extensions))
}
