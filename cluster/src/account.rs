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

/// What PostgreSQL's processes keep of our environment. The rest may hold secrets, or settings for another PostgreSQL.
const KEPT: [&str; 4] = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LOCALE_ARCHIVE"];

/// Whom to ask when we are root and there are no data yet; the first that exists is taken.
const STAND_INS: [&str; 3] = ["postgres", "_postgres", "nobody"];

/// The user PostgreSQL runs as: it refuses to run as root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    /// The user we are.
    Own,
    /// We are root, PostgreSQL is somebody else.
    Other { user: u32, group: u32 },
}

impl Account {
    /// The account for the data in `data`: their owner if they exist, for PostgreSQL takes no other.
    pub(crate) fn for_data(data: &Path) -> Result<Account, Error> {
        if !geteuid().is_root() {
            return Ok(Account::Own);
        }
        match fs::metadata(data) {
            Ok(made) if made.uid() != 0 => Ok(Account::Other { user: made.uid(), group: made.gid() }),
            _ => stand_in().ok_or(Error::NoAccount),
        }
    }

    pub(crate) fn user(self) -> u32 {
        match self {
            Account::Own => geteuid().as_raw(),
            Account::Other { user, .. } => user,
        }
    }

    /// A command that runs as this account, in a process group of its own: Ctrl-C in our terminal is not for it.
    pub(crate) fn command(self, program: impl AsRef<Path>) -> Command {
        let mut command = clean_command(program);
        if let Account::Other { user, group } = self {
            command.uid(user).gid(group);
        }
        command
    }

    /// Hands a file or folder over to this account.
    pub(crate) fn own(self, path: &Path) -> Result<(), Error> {
        match self {
            Account::Own => Ok(()),
            Account::Other { user, group } => {
                lchown(path, Some(user), Some(group)).map_err(failed("change the owner of", path))
            }
        }
    }

    /// Whether this account gets into `folder`. Asked by trying: modes alone say nothing of access lists.
    pub(crate) fn reaches(self, folder: &Path) -> bool {
        self == Account::Own
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

/// A command that runs as us, away from our terminal, environment and working folder. `LC_ALL` keeps it to English.
pub(crate) fn clean_command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.env_clear().env("LC_ALL", "C").current_dir("/").stdin(Stdio::null()).process_group(0);
    for name in KEPT {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

fn stand_in() -> Option<Account> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    STAND_INS.iter().find_map(|name| listed(&users, name))
}

/// The account `name` in the text of `/etc/passwd`: `name:password:user:group:…`.
fn listed(users: &str, name: &str) -> Option<Account> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let user = number(fields.nth(1)?)?;
        let group = number(fields.next()?)?;
        Some(Account::Other { user, group })
    })
}

/// A user or group id; macOS writes nobody's as -2.
fn number(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| text.parse::<i32>().ok().map(i32::cast_unsigned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_read_from_the_list() {
        let users = "root:x:0:0::/root:/bin/sh\npostgresql:x:7:7::/:\npostgres:x:101:104::/:/bin/sh\nnobody:*:-2:-2::/:/bin/false\n";
        assert_eq!(listed(users, "postgres"), Some(Account::Other { user: 101, group: 104 }));
        assert_eq!(listed(users, "nobody"), Some(Account::Other { user: u32::MAX - 1, group: u32::MAX - 1 }));
        assert_eq!(listed(users, "_postgres"), None);
    }
}
