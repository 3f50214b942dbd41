use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, lchown},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Stdio},
};

use rustix::process::geteuid;

use crate::{Error, error::failed};

/// Environment variables passed on to PostgreSQL. Others may hold secrets or settings of another PostgreSQL.
const PRESERVED_VARIABLES: [&str; 4] = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LOCALE_ARCHIVE"];

/// Users that may run PostgreSQL when this process is root and no data exist yet, in order of preference.
const FALLBACK_USERS: [&str; 3] = ["postgres", "_postgres", "nobody"];

/// The user PostgreSQL runs as: it refuses to run as root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    /// PostgreSQL runs as the user of this process.
    Current,
    /// This process is root and PostgreSQL runs as another user.
    Other { user: u32, group: u32 },
}

impl Account {
    /// The owner of the data if they exist: PostgreSQL refuses to open another user's data.
    pub(crate) fn for_data(data: &Path) -> Result<Account, Error> {
        if !geteuid().is_root() {
            return Ok(Account::Current);
        }
        match fs::metadata(data) {
            Ok(made) if made.uid() != 0 => Ok(Account::Other { user: made.uid(), group: made.gid() }),
            _ => fallback_account().ok_or(Error::NoUnprivilegedUser),
        }
    }

    pub(crate) fn user(self) -> u32 {
        match self {
            Account::Current => geteuid().as_raw(),
            Account::Other { user, .. } => user,
        }
    }

    /// A command that runs as this account, in its own process group so that Ctrl-C in the terminal does not reach it.
    pub(crate) fn command(self, program: impl AsRef<Path>) -> Command {
        let mut command = clean_command(program);
        if let Account::Other { user, group } = self {
            command.uid(user).gid(group);
        }
        command
    }

    pub(crate) fn take_ownership(self, path: &Path) -> Result<(), Error> {
        match self {
            Account::Current => Ok(()),
            Account::Other { user, group } => {
                lchown(path, Some(user), Some(group)).map_err(failed("change the owner of", path))
            }
        }
    }

    /// Changes into `folder` as this account: mode bits alone do not reflect access control lists.
    pub(crate) fn can_enter(self, folder: &Path) -> bool {
        self == Account::Current
            || self
                .command("sh")
                .args(["-c", r#"cd "$1""#, "sh"])
                .arg(folder)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
    }
}

/// A command that runs as the current user without this process's terminal, environment and working folder.
/// `LC_ALL=C` keeps its output in English, which this crate parses.
pub(crate) fn clean_command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.env_clear().env("LC_ALL", "C").current_dir("/").stdin(Stdio::null()).process_group(0);
    for name in PRESERVED_VARIABLES {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

fn fallback_account() -> Option<Account> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    FALLBACK_USERS.iter().find_map(|name| account_in_passwd(&users, name))
}

/// Format of a line of `/etc/passwd`: `name:password:user:group:…`.
fn account_in_passwd(users: &str, name: &str) -> Option<Account> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let user = parse_id(fields.nth(1)?)?;
        let group = parse_id(fields.next()?)?;
        Some(Account::Other { user, group })
    })
}

/// User and group ids are unsigned, but macOS writes the id of `nobody` as -2.
fn parse_id(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| text.parse::<i32>().ok().map(i32::cast_unsigned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwd_entries_are_parsed() {
        let users = "root:x:0:0::/root:/bin/sh\npostgresql:x:7:7::/:\npostgres:x:101:104::/:/bin/sh\nnobody:*:-2:-2::/:/bin/false\n";
        assert_eq!(account_in_passwd(users, "postgres"), Some(Account::Other { user: 101, group: 104 }));
        assert_eq!(
            account_in_passwd(users, "nobody"),
            Some(Account::Other { user: u32::MAX - 1, group: u32::MAX - 1 })
        );
        assert_eq!(account_in_passwd(users, "_postgres"), None);
    }
}
