use std::{
    fs,
    path::{Path, PathBuf},
};

use rustix::process::Pid;

/// Content of `postmaster.pid`. The file remains unchanged when PostgreSQL is killed.
#[derive(Debug)]
pub(crate) struct PidFile {
    pub(crate) pid: Pid,
    pub(crate) sockets: PathBuf,
    pub(crate) ready: bool,
}

impl PidFile {
    pub(crate) fn path(data: &Path) -> PathBuf {
        data.join("postmaster.pid")
    }

    pub(crate) fn read(data: &Path) -> Option<PidFile> {
        PidFile::parse(&fs::read_to_string(PidFile::path(data)).ok()?)
    }

    /// Lines: process id, data folder, start time, port, socket folder, address, shared memory, status. The last lines
    /// are written during the start and may be missing. A negative id means single-user mode, without connections.
    fn parse(text: &str) -> Option<PidFile> {
        let pid = pid_in_first_line(text)?;
        let mut lines = text.lines().skip(1);
        let sockets = lines.nth(3).unwrap_or_default().into();
        let ready = lines.nth(2).is_some_and(|status| status.trim() == "ready");
        Some(PidFile { pid, sockets, ready })
    }
}

/// The process id in the first line of any lock file of PostgreSQL.
pub(crate) fn pid_in_first_line(text: &str) -> Option<Pid> {
    let pid: i32 = text.lines().next()?.trim().parse().ok()?;
    if pid > 0 { Pid::from_raw(pid) } else { None }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn pid_file_is_parsed_at_every_stage() {
        let whole = "4711\n/data\n1700000000\n5432\n/data/socket\n\n  123  4\nready   \n";
        let file = PidFile::parse(whole).unwrap();
        assert_eq!((file.pid.as_raw_pid(), file.sockets, file.ready), (4711, "/data/socket".into(), true));
        assert!(!PidFile::parse(&whole.replace("ready   ", "starting")).unwrap().ready);
        assert!(!PidFile::parse("4711\n/data\n1700000000\n").unwrap().ready);
        assert!(PidFile::parse("").is_none());
        assert!(PidFile::parse(&whole.replace("4711", "-4711")).is_none());
    }
}
