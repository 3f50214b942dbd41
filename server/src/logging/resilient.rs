use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A log's sink whose failures, panics included, stop at the log: the first system stopped serving because of an error
/// in its logging.
pub struct Resilient<W>(pub W);

impl<W: Write> Resilient<W> {
    fn attempt<T>(&mut self, otherwise: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        // The sink may be left half-written; it is only ever written to again.
        Ok(catch_unwind(AssertUnwindSafe(|| write(&mut self.0))).ok().and_then(Result::ok).unwrap_or(otherwise))
    }
}

impl<W: Write> Write for Resilient<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.attempt(line.len(), |sink| sink.write(line))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt((), Write::flush)
    }
}
