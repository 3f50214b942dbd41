//! Deadlines of calls to the database, and what they say about its connections.
//!
//! A network that stops passing packets breaks no connection: a statement then waits for its answer for ever, and so
//! does whatever returns the connection to the pool. Therefore a call has a deadline, and after one was missed
//! connections have to answer before they are used again.

use crate::{Error, Result};
use std::{
    io,
    pin::pin,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// When the database last failed to answer in time.
static SILENT: Mutex<Option<Instant>> = Mutex::new(None);

/// Awaits a call of the domain until `deadline`, and then gives it up.
///
/// # Errors
/// `Unavailable` after the deadline; the call's own error.
pub async fn within<T>(deadline: Instant, call: impl Future<Output = Result<T>>) -> Result<T> {
    let mut call = pin!(call);
    tokio::select! {
        biased;
        answer = &mut call => answer,
        () = tokio::time::sleep_until(deadline.into()) => {
            // Noted before the call is dropped, which returns its connection.
            note();
            tracing::warn!("the database did not answer in time");
            Err(Error::Unavailable)
        }
    }
}

/// Records that the database did not answer in time.
pub(super) fn note() {
    *SILENT.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
}

/// How long ago the database last did not answer in time.
pub(super) fn age() -> Option<Duration> {
    SILENT.lock().unwrap_or_else(PoisonError::into_inner).map(|at| at.elapsed())
}

/// Awaits the answer to a ping; a connection that does not answer is to be closed.
pub(super) async fn answers(patience: Duration, ping: impl Future<Output = sqlx::Result<()>>) -> sqlx::Result<()> {
    match tokio::time::timeout(patience, ping).await {
        Ok(answer) => answer,
        Err(_) => {
            note();
            Err(silent())
        }
    }
}

/// The error of a connection that does not answer.
pub(super) fn silent() -> sqlx::Error {
    sqlx::Error::Io(io::ErrorKind::TimedOut.into())
}
