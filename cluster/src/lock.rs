use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::Path,
};

use crate::{Error, error::failed};

/// Sole right to one folder, held as long as the value lives and given back by the system however we end.
///
/// The file stays behind: removing it would let two servers lock two different files of the same name.
#[derive(Debug)]
pub(crate) struct Lock {
    _held: File,
}

impl Lock {
    pub(crate) fn take(path: &Path) -> Result<Lock, Error> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed("open the lock file", path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(path, &mut file)),
            Err(TryLockError::Error(error)) => return Err(failed("lock", path)(error)),
        }
        sign(&mut file).map_err(failed("write to the lock file", path))?;
        Ok(Lock { _held: file })
    }
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())
}

fn in_use(path: &Path, file: &mut File) -> Error {
    let mut text = String::new();
    // The other one may not have signed yet; the message does without the number then.
    let pid = file.read_to_string(&mut text).ok().and_then(|_| text.trim().parse().ok());
    Error::InUse { folder: path.parent().unwrap_or(path).into(), pid }
}
