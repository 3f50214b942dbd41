//! Streams rows into a table: one thread makes them, the connection sends them.

use sqlx::PgConnection;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use crate::binary::{HEADER, Row, TRAILER};
use crate::error::Error;
use crate::progress::{Progress, Step};
use crate::ticking::ticking;

/// Large enough for few system calls, small enough to keep both sides busy.
const CHUNK: usize = 1 << 20;
/// Chunks that wait for the connection.
const QUEUE: usize = 4;

/// A table and those of its columns that are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    pub(crate) step: Step,
    pub(crate) table: &'static str,
    pub(crate) columns: &'static [&'static str],
    /// Rows written at once as if they were old, so that the first reader has nothing to tidy up. PostgreSQL allows
    /// it for a table emptied in the same transaction.
    pub(crate) frozen: Frozen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frozen {
    Yes,
    No,
}

/// The connection is gone: the thread that makes rows can stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stopped;

struct Chunk {
    bytes: Vec<u8>,
    rows: u64,
}

/// Where the thread that makes rows puts them.
pub(crate) struct Rows {
    chunk: Chunk,
    fields: usize,
    queue: mpsc::Sender<Chunk>,
}

impl Rows {
    fn new(fields: usize, queue: mpsc::Sender<Chunk>) -> Self {
        Self { chunk: Chunk { bytes: HEADER.to_vec(), rows: 0 }, fields, queue }
    }

    pub(crate) fn row(&mut self, write: impl FnOnce(&mut Row)) -> Result<(), Stopped> {
        let mut row = Row(&mut self.chunk.bytes);
        row.fields(self.fields);
        write(&mut row);
        self.chunk.rows += 1;
        if self.chunk.bytes.len() < CHUNK { Ok(()) } else { self.send() }
    }

    fn send(&mut self) -> Result<(), Stopped> {
        let next = Chunk { bytes: Vec::with_capacity(CHUNK + CHUNK / 16), rows: 0 };
        let full = std::mem::replace(&mut self.chunk, next);
        self.queue.blocking_send(full).map_err(|_| Stopped)
    }

    fn finish(mut self) -> Result<(), Stopped> {
        self.chunk.bytes.extend(TRAILER);
        self.send()
    }
}

/// Writes `total` rows made by `make` in a thread of its own, and returns what it returns.
pub(crate) async fn copy<T: Send + 'static>(
    db: &mut PgConnection,
    target: Target,
    total: u64,
    make: impl FnOnce(&mut Rows) -> Result<T, Stopped> + Send + 'static,
    progress: &mut impl FnMut(Progress),
) -> Result<T, Error> {
    let (queue, mut chunks) = mpsc::channel(QUEUE);
    let fields = target.columns.len();
    let maker = spawn_blocking(move || {
        let mut rows = Rows::new(fields, queue);
        let made = make(&mut rows)?;
        rows.finish()?;
        Ok::<T, Stopped>(made)
    });
    let mut done = 0;
    let mut tell = |done| progress(Progress { step: target.step, done, total });
    tell(0);
    let mut copying = db.copy_in_raw(&statement(target)).await?;
    while let Some(Chunk { bytes, rows }) = chunks.recv().await {
        ticking(copying.send(bytes), || tell(done)).await?;
        done += rows;
        tell(done);
    }
    match maker.await {
        Ok(Ok(made)) => {
            ticking(copying.finish(), || tell(done)).await?;
            Ok(made)
        }
        // It only stops when this side has dropped the queue, which it has not.
        Ok(Err(Stopped)) => Err(Error::Database(sqlx::Error::WorkerCrashed)),
        Err(panicked) => {
            copying.abort("the rows could not be made").await?;
            Err(panicked.into())
        }
    }
}

fn statement(target: Target) -> String {
    let frozen = if target.frozen == Frozen::Yes { ", FREEZE" } else { "" };
    format!("COPY {} ({}) FROM STDIN (FORMAT binary{frozen})", target.table, target.columns.join(", "))
}
