//! PostgreSQL's own programs, wherever the system keeps them.

mod candidates;
mod extensions;

use std::path::{Path, PathBuf};

use crate::{Error, account::Account, install};

/// Oldest major version that still gets security fixes.
const OLDEST: u32 = 14;

/// A folder with PostgreSQL's programs of one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Binaries {
    folder: PathBuf,
    major: u32,
}

/// Data that exist already and bind us to one major version.
pub(crate) struct Made<'a> {
    pub(crate) data: &'a Path,
    pub(crate) by: u32,
}

impl Binaries {
    /// Programs that serve: of the folder in the settings, or the first of the usual ones.
    pub(crate) fn find(setting: Option<&Path>, account: Account, made: Option<&Made>) -> Result<Binaries, Error> {
        let found: Vec<_> = match setting {
            Some(folder) => {
                let set = probe(folder, account).ok_or_else(|| Error::NotThere { folder: folder.into() })?;
                vec![set]
            }
            None => candidates::usual().iter().filter_map(|folder| probe(folder, account)).collect(),
        };
        let binaries = choose(&found, made)?;
        extensions::check(&binaries)?;
        Ok(binaries)
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn choose(found: &[Binaries], made: Option<&Made>) -> Result<Binaries, Error> {
    let serves = |binaries: &&Binaries| made.map_or(binaries.major >= OLDEST, |made| binaries.major == made.by);
    match found.iter().find(serves) {
        Some(binaries) => Ok(binaries.clone()),
        None => Err(made.map_or_else(|| none_serves(found), |made| none_fits(found, made))),
    }
}

fn none_serves(found: &[Binaries]) -> Error {
    match found.iter().max_by_key(|binaries| binaries.major) {
        None => Error::Missing { install: install::any() },
        Some(newest) => Error::TooOld {
            found: newest.major,
            folder: newest.folder.clone(),
            needed: OLDEST,
            install: install::any(),
        },
    }
}

fn none_fits(found: &[Binaries], made: &Made) -> Error {
    let mut majors: Vec<_> = found.iter().map(|binaries| binaries.major).collect();
    majors.sort_unstable();
    majors.dedup();
    let names: Vec<_> = majors.iter().map(|major| format!("PostgreSQL {major}")).collect();
    Error::OtherVersion {
        data: made.data.into(),
        made_by: made.by,
        found: if names.is_empty() { "no PostgreSQL at all".into() } else { names.join(" and ") },
        install: install::major(made.by),
    }
}

/// The programs in `folder`, if all that are needed are there and run.
fn probe(folder: &Path, account: Account) -> Option<Binaries> {
    if !folder.join("initdb").is_file() {
        return None;
    }
    let output = account.command(folder.join("postgres")).arg("--version").output().ok()?;
    let major = major_of(&String::from_utf8_lossy(&output.stdout))?;
    Some(Binaries { folder: folder.into(), major })
}

/// 15 of `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
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
    fn versions_are_read() {
        assert_eq!(major_of("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"), Some(15));
        assert_eq!(major_of("postgres (PostgreSQL) 19devel\n"), Some(19));
        assert_eq!(major_of("postgres (PostgreSQL) 9.6.24\n"), Some(9));
        assert_eq!(major_of("something else"), None);
    }

    #[test]
    fn the_first_that_serves_is_taken() {
        assert_eq!(choose(&[of(12), of(15), of(17)], None).unwrap(), of(15));
    }

    #[test]
    fn existing_data_decide_the_version() {
        let made = Made { data: Path::new("/data"), by: 15 };
        assert_eq!(choose(&[of(17), of(15)], Some(&made)).unwrap(), of(15));
        let message = choose(&[of(17), of(16)], Some(&made)).unwrap_err().to_string();
        assert!(message.contains("made by PostgreSQL 15"), "{message}");
        assert!(message.contains("only PostgreSQL 16 and PostgreSQL 17"), "{message}");
    }

    #[test]
    fn nothing_and_nothing_new_enough_are_told_apart() {
        let missing = choose(&[], None).unwrap_err().to_string();
        assert!(missing.starts_with("PostgreSQL is not installed"), "{missing}");
        let old = choose(&[of(11), of(13)], None).unwrap_err().to_string();
        assert!(old.contains("Only PostgreSQL 13 was found (in /pg/13/bin)"), "{old}");
    }
}
