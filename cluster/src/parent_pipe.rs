use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Duration,
};

use crate::Error;

/// The supervising thread's end of a channel to its owner. Its waits end when the owner is dropped.
pub(crate) struct ParentPipe(Receiver<()>);

/// The owner's end of the channel. Dropping it stops the supervisor.
#[derive(Debug)]
pub(crate) struct OwnerHandle {
    _held: Sender<()>,
}

impl ParentPipe {
    pub(crate) fn new() -> (OwnerHandle, ParentPipe) {
        let (sender, receiver) = channel();
        (OwnerHandle { _held: sender }, ParentPipe(receiver))
    }

    /// Waits for `duration`, or fails immediately when the owner is dropped.
    pub(crate) fn wait(&self, duration: Duration) -> Result<(), Error> {
        match self.0.recv_timeout(duration) {
            Err(RecvTimeoutError::Timeout) => Ok(()),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => Err(Error::Interrupted),
        }
    }
}
