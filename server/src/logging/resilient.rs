use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A writer that ignores failures and panics of the log's sink, which must not end a request.
pub struct Resilient<W>(pub W);

impl<W: Write> Resilient<W> {
    fn write_or_else<T>(&mut self, fallback: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        // An interrupted write leaves at most an incomplete line.
        Ok(catch_unwind(AssertUnwindSafe(|| write(&mut self.0))).ok().and_then(Result::ok).unwrap_or(fallback))
    }
}

impl<W: Write> Write for Resilient<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.write_or_else(line.len(), |sink| sink.write(line))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_or_else((), Write::flush)
    }
}
