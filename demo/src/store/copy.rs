//! Streams rows into a table: a blocking thread makes them, an async task sends them.

use sqlx::PgConnection;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use crate::binary::{BinaryRow, HEADER, TRAILER};
use crate::error::Error;
use crate::periodic::with_periodic_reports;
use crate::progress::{Progress, Step};

/// Large enough for few system calls, small enough that thread and connection work concurrently.
const CHUNK_BYTES: usize = 1 << 20;
/// Capacity of the queue between thread and connection.
const QUEUE_CHUNKS: usize = 4;

/// A table and the columns to write.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    pub(crate) step: Step,
    pub(crate) table: &'static str,
    pub(crate) columns: &'static [&'static str],
    /// `COPY … FREEZE`: saves the first reader from setting hint bits. PostgreSQL allows it for a table that was
    /// truncated in the same transaction.
    pub(crate) frozen: Frozen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frozen {
    Yes,
    No,
}

/// Stops the thread that makes rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ConnectionLost;

struct Chunk {
    bytes: Vec<u8>,
    rows: u64,
}

/// Collects rows in chunks and queues them for the connection.
pub(crate) struct RowWriter {
    chunk: Chunk,
    fields: usize,
    queue: mpsc::Sender<Chunk>,
}

impl RowWriter {
    fn new(fields: usize, queue: mpsc::Sender<Chunk>) -> Self {
        Self { chunk: Chunk { bytes: HEADER.to_vec(), rows: 0 }, fields, queue }
    }

    pub(crate) fn write_row(&mut self, write: impl FnOnce(&mut BinaryRow)) -> Result<(), ConnectionLost> {
        let mut row = BinaryRow(&mut self.chunk.bytes);
        row.fields(self.fields);
        write(&mut row);
        self.chunk.rows += 1;
        if self.chunk.bytes.len() < CHUNK_BYTES { Ok(()) } else { self.send() }
    }

    fn send(&mut self) -> Result<(), ConnectionLost> {
        let next = Chunk { bytes: Vec::with_capacity(CHUNK_BYTES + CHUNK_BYTES / 16), rows: 0 };
        let full = std::mem::replace(&mut self.chunk, next);
        self.queue.blocking_send(full).map_err(|_| ConnectionLost)
    }

    fn finish(mut self) -> Result<(), ConnectionLost> {
        self.chunk.bytes.extend(TRAILER);
        self.send()
    }
}

/// Writes `total` rows made by `make` in a blocking thread, and returns the result of `make`.
pub(crate) async fn copy<T: Send + 'static>(
    db: &mut PgConnection,
    target: Target,
    total: u64,
    make: impl FnOnce(&mut RowWriter) -> Result<T, ConnectionLost> + Send + 'static,
    progress: &mut impl FnMut(Progress),
) -> Result<T, Error> {
    let (queue, mut chunks) = mpsc::channel(QUEUE_CHUNKS);
    let fields = target.columns.len();
    let writer = spawn_blocking(move || {
        let mut rows = RowWriter::new(fields, queue);
        let result = make(&mut rows)?;
        rows.finish()?;
        Ok::<T, ConnectionLost>(result)
    });
    let mut done = 0;
    let mut report = |done| progress(Progress { step: target.step, done, total });
    report(0);
    let mut copying = db.copy_in_raw(&statement(target)).await?;
    while let Some(Chunk { bytes, rows }) = chunks.recv().await {
        with_periodic_reports(copying.send(bytes), || report(done)).await?;
        done += rows;
        report(done);
    }
    match writer.await {
        Ok(Ok(result)) => {
            with_periodic_reports(copying.finish(), || report(done)).await?;
            Ok(result)
        }
        // Unreachable: the thread only stops early when the receiver was dropped.
        Ok(Err(ConnectionLost)) => Err(Error::Database(sqlx::Error::WorkerCrashed)),
        Err(panic) => {
            copying.abort("the rows could not be made").await?;
            Err(panic.into())
        }
    }
}

fn statement(target: Target) -> String {
    let frozen = if target.frozen == Frozen::Yes { ", FREEZE" } else { "" };
    format!("COPY {} ({}) FROM STDIN (FORMAT binary{frozen})", target.table, target.columns.join(", "))
}
