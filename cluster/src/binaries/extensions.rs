use std::{fs, path::PathBuf};

use super::Binaries;
use crate::{Error, install};

/// Extensions of the contrib modules that the product's tables need.
const NEEDED: [&str; 2] = ["pg_trgm", "btree_gist"];

/// Fails if a needed extension is missing. A system whose extensions are kept in an unknown place passes: the
/// first migration will tell.
pub(super) fn check(binaries: &Binaries) -> Result<(), Error> {
    let Some(folder) = folder(binaries) else {
        return Ok(());
    };
    for name in NEEDED {
        if !folder.join(format!("{name}.control")).exists() {
            return Err(Error::NoExtension { name, folder, install: install::any() });
        }
    }
    Ok(())
}

/// The folder of the extensions' control files, known by plpgsql's, which every PostgreSQL has.
fn folder(binaries: &Binaries) -> Option<PathBuf> {
    // Homebrew links the programs into its own bin; PostgreSQL finds its files from the link's target, and so do we.
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
