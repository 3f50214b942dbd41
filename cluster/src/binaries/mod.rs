//! Search for PostgreSQL's programs on this machine.

mod candidates;
mod extensions;

use std::path::{Path, PathBuf};

use crate::{Error, account::Account, install};

/// Oldest major version that still received security fixes when this was written.
const OLDEST_MAJOR: u32 = 14;

/// A folder with the programs of one PostgreSQL version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Binaries {
    folder: PathBuf,
    major: u32,
}

/// Data that exist already. Only the major version that made them can open them.
pub(crate) struct ExistingData<'a> {
    pub(crate) data: &'a Path,
    pub(crate) major: u32,
}

impl Binaries {
    /// Suitable programs from the folder in the settings, or from the first suitable candidate folder.
    pub(crate) fn find(
        setting: Option<&Path>,
        account: Account,
        existing: Option<&ExistingData>,
    ) -> Result<Binaries, Error> {
        let found: Vec<_> = match setting {
            Some(folder) => {
                let set = probe(folder, account).ok_or_else(|| Error::ProgramsNotFound { folder: folder.into() })?;
                vec![set]
            }
            None => candidates::candidate_folders().iter().filter_map(|folder| probe(folder, account)).collect(),
        };
        let binaries = choose(&found, existing)?;
        extensions::check(&binaries)?;
        Ok(binaries)
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn choose(found: &[Binaries], existing: Option<&ExistingData>) -> Result<Binaries, Error> {
    let is_suitable = |binaries: &&Binaries| {
        existing.map_or(binaries.major >= OLDEST_MAJOR, |existing| binaries.major == existing.major)
    };
    match found.iter().find(is_suitable) {
        Some(binaries) => Ok(binaries.clone()),
        None => Err(existing.map_or_else(|| none_supported(found), |existing| version_mismatch(found, existing))),
    }
}

fn none_supported(found: &[Binaries]) -> Error {
    match found.iter().max_by_key(|binaries| binaries.major) {
        None => Error::NotInstalled { install: install::instructions() },
        Some(newest) => Error::TooOld {
            found: newest.major,
            folder: newest.folder.clone(),
            needed: OLDEST_MAJOR,
            install: install::instructions(),
        },
    }
}

fn version_mismatch(found: &[Binaries], existing: &ExistingData) -> Error {
    let mut majors: Vec<_> = found.iter().map(|binaries| binaries.major).collect();
    majors.sort_unstable();
    majors.dedup();
    let names: Vec<_> = majors.iter().map(|major| format!("PostgreSQL {major}")).collect();
    Error::VersionMismatch {
        data: existing.data.into(),
        made_by: existing.major,
        found: if names.is_empty() { "no PostgreSQL at all".into() } else { names.join(" and ") },
        install: install::instructions_for(existing.major),
    }
}

/// The programs in `folder`, if `initdb` exists and `postgres` runs.
fn probe(folder: &Path, account: Account) -> Option<Binaries> {
    if !folder.join("initdb").is_file() {
        return None;
    }
    let output = account.command(folder.join("postgres")).arg("--version").output().ok()?;
    let major = major_of(&String::from_utf8_lossy(&output.stdout))?;
    Some(Binaries { folder: folder.into(), major })
}

/// The major version, e.g. 15 for `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
fn major_of(version: &str) -> Option<u32> {
    let (_, number) = version.split_once("(PostgreSQL) ")?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn of(major: u32) -> Binaries {
        Binaries { folder: format!("/pg/{major}/bin").into(), major }
    }

    #[test]
    fn version_output_is_parsed() {
        assert_eq!(major_of("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"), Some(15));
        assert_eq!(major_of("postgres (PostgreSQL) 19devel\n"), Some(19));
        assert_eq!(major_of("postgres (PostgreSQL) 9.6.24\n"), Some(9));
        assert_eq!(major_of("something else"), None);
    }

    #[test]
    fn first_supported_version_is_chosen() {
        assert_eq!(choose(&[of(12), of(15), of(17)], None).unwrap(), of(15));
    }

    #[test]
    fn existing_data_determine_the_version() {
        let existing = ExistingData { data: Path::new("/data"), major: 15 };
        assert_eq!(choose(&[of(17), of(15)], Some(&existing)).unwrap(), of(15));
        let message = choose(&[of(17), of(16)], Some(&existing)).unwrap_err().to_string();
        assert!(message.contains("made by PostgreSQL 15"), "{message}");
        assert!(message.contains("only PostgreSQL 16 and PostgreSQL 17"), "{message}");
    }

    #[test]
    fn missing_and_outdated_versions_have_different_errors() {
        let missing = choose(&[], None).unwrap_err().to_string();
        assert!(missing.starts_with("PostgreSQL is not installed"), "{missing}");
        let old = choose(&[of(11), of(13)], None).unwrap_err().to_string();
        assert!(old.contains("Only PostgreSQL 13 was found (in /pg/13/bin)"), "{old}");
    }
}
