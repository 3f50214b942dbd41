use std::{
    fs::{self, File, OpenOptions},
    io::{Read, Seek, SeekFrom},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use tracing::warn;

use crate::{Error, error::failed};

/// Size at which the log moves to `postgres.log.1`; both together never take much more than twice this.
const LIMIT: u64 = 16 << 20;

/// How much of the log is quoted, in bytes and in lines.
const QUOTED: (u64, usize) = (4096, 15);

/// What PostgreSQL writes to stderr. Quotes of values are in it, hence readable for us only.
pub(crate) struct Log {
    path: PathBuf,
}

impl Log {
    pub(crate) fn at(path: PathBuf) -> Log {
        Log { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A file for PostgreSQL to write to. Appending, so that it goes on at the start after [`Log::bound`].
    pub(crate) fn open(&self) -> Result<File, Error> {
        OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(&self.path)
            .map_err(failed("open the log", &self.path))
    }

    pub(crate) fn size(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |file| file.len())
    }

    /// Keeps the log from filling the disk. PostgreSQL holds the file open, so its content moves, not the file.
    pub(crate) fn bound(&self) {
        if self.size() < LIMIT {
            return;
        }
        let moved = fs::copy(&self.path, self.path.with_extension("log.1")).and_then(|_| {
            let file = OpenOptions::new().write(true).open(&self.path)?;
            file.set_len(0)
        });
        if let Err(error) = moved {
            warn!(log = %self.path.display(), %error, "could not shorten PostgreSQL's log");
        }
    }

    /// Last lines written since the log had the size `from`.
    pub(crate) fn tail(&self, from: u64) -> String {
        let (bytes, lines) = QUOTED;
        let from = from.max(self.size().saturating_sub(bytes));
        let text = self.read(from).unwrap_or_default();
        let all: Vec<_> = text.lines().collect();
        all.get(all.len().saturating_sub(lines)..).unwrap_or_default().join("\n")
    }

    fn read(&self, from: u64) -> std::io::Result<String> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::Write;

    use super::*;

    #[test]
    fn a_long_log_moves_aside_under_the_writers_hands() {
        let folder = std::env::temp_dir().join(format!("cluster-log-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let log = Log::at(folder.join("postgres.log"));
        let mut file = log.open().unwrap();
        file.write_all(&vec![b'x'; usize::try_from(LIMIT).unwrap()]).unwrap();
        log.bound();
        file.write_all(b"one\ntwo\n").unwrap();
        let (size, tail) = (log.size(), log.tail(4));
        let moved = fs::metadata(folder.join("postgres.log.1")).unwrap().len();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!((size, moved, tail.as_str()), (8, LIMIT, "two"));
    }
}
