use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Duration,
};

use crate::Error;

/// The watching thread's end of the line to the owner: every wait of that thread ends when the owner lets go.
pub(crate) struct Leash(Receiver<()>);

/// The owner's end. Dropping it is the order to stop.
#[derive(Debug)]
pub(crate) struct Handle {
    _held: Sender<()>,
}

impl Leash {
    pub(crate) fn new() -> (Handle, Leash) {
        let (sender, receiver) = channel();
        (Handle { _held: sender }, Leash(receiver))
    }

    /// Waits for `pause`, or fails at once when the owner lets go.
    pub(crate) fn pause(&self, pause: Duration) -> Result<(), Error> {
        match self.0.recv_timeout(pause) {
            Err(RecvTimeoutError::Timeout) => Ok(()),
            Ok(()) | Err(RecvTimeoutError::Disconnected) => Err(Error::Interrupted),
        }
    }
}
