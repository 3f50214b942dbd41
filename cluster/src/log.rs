use std::{
    fs::{self, File, OpenOptions},
    io::{Read, Seek, SeekFrom},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use tracing::warn;

use crate::{Error, error::failed};

/// Size at which the log is moved to `postgres.log.1`, in bytes.
const MAX_LOG_BYTES: u64 = 16 << 20;

/// How much of the log is quoted in errors: bytes, lines.
const TAIL_LIMIT: (u64, usize) = (4096, 15);

/// PostgreSQL's stderr. Its mode is 0600 because messages may quote stored values.
pub(crate) struct Log {
    path: PathBuf,
}

impl Log {
    pub(crate) fn new(path: PathBuf) -> Log {
        Log { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A file for PostgreSQL to write to, in append mode so that truncation also resets the write position.
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

    /// Copies and truncates the file instead of renaming it, because PostgreSQL keeps it open.
    pub(crate) fn truncate_if_large(&self) {
        if self.size() < MAX_LOG_BYTES {
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

    /// The last lines after byte `from`.
    pub(crate) fn tail(&self, from: u64) -> String {
        let (bytes, lines) = TAIL_LIMIT;
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
    fn long_log_is_moved_while_it_is_open() {
        let folder = std::env::temp_dir().join(format!("cluster-log-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let log = Log::new(folder.join("postgres.log"));
        let mut file = log.open().unwrap();
        file.write_all(&vec![b'x'; usize::try_from(MAX_LOG_BYTES).unwrap()]).unwrap();
        log.truncate_if_large();
        file.write_all(b"one\ntwo\n").unwrap();
        let (size, tail) = (log.size(), log.tail(4));
        let moved = fs::metadata(folder.join("postgres.log.1")).unwrap().len();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!((size, moved, tail.as_str()), (8, MAX_LOG_BYTES, "two"));
    }
}
