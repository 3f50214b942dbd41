//! Writing that nobody waits for.

use std::{
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

/// Lines that wait to be written; further ones are lost.
const CAPACITY: usize = 1_024;
/// Delay between attempts to queue the request for the end.
const RETRY_DELAY: Duration = Duration::from_millis(5);

/// A sink behind a thread: whoever writes never waits for it, and learns nothing of its failures. Cheap to clone.
#[derive(Clone)]
pub struct Queue {
    sender: SyncSender<Item>,
    lost: Arc<AtomicU64>,
}

enum Item {
    Line(Vec<u8>),
    /// Answered when everything before it has been written.
    End(SyncSender<()>),
}

impl Queue {
    /// Starts the thread that writes to `sink`.
    ///
    /// # Errors
    /// Those of starting a thread.
    pub fn new(name: &str, sink: impl Write + Send + 'static) -> io::Result<Self> {
        let (sender, receiver) = sync_channel(CAPACITY);
        thread::Builder::new().name(name.to_owned()).spawn(move || write_all(sink, &receiver))?;
        Ok(Queue { sender, lost: Arc::default() })
    }

    /// Queues a line, or counts it as lost.
    pub fn push(&self, line: Vec<u8>) {
        if self.sender.try_send(Item::Line(line)).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The number of lines that were lost since the last call.
    pub fn take_lost(&self) -> u64 {
        self.lost.swap(0, Ordering::Relaxed)
    }

    /// Waits until all queued lines have been written, but not longer than `patience`. Returns whether they have.
    pub fn finish(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let (written, is_written) = sync_channel(1);
        while self.sender.try_send(Item::End(written.clone())).is_err() {
            if Instant::now() >= until {
                return false;
            }
            thread::sleep(RETRY_DELAY);
        }
        is_written.recv_timeout(until.saturating_duration_since(Instant::now())).is_ok()
    }
}

fn write_all(mut sink: impl Write, items: &Receiver<Item>) {
    for item in items {
        // A sink that is closed or broken may be replaced or repaired; until then its lines are lost.
        match item {
            Item::Line(line) => {
                let _ = sink.write_all(&line).and_then(|()| sink.flush());
            }
            Item::End(written) => {
                let _ = written.try_send(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    /// Blocks until the lock is released, as a pipe that nobody reads.
    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<Vec<u8>>>);

    impl Write for Sink {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend(line);
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn lines_are_written_in_order_and_waited_for_at_the_end() {
        let sink = Sink::default();
        let queue = Queue::new("test", sink.clone()).unwrap();
        for line in ["one\n", "two\n"] {
            queue.push(line.into());
        }
        assert!(queue.finish(Duration::from_secs(10)));
        assert_eq!((sink.0.lock().unwrap().as_slice(), queue.take_lost()), (&b"one\ntwo\n"[..], 0));
    }

    #[test]
    fn a_sink_that_takes_nothing_costs_lines_and_no_time() {
        let sink = Sink::default();
        let queue = Queue::new("test", sink.clone()).unwrap();
        let held = sink.0.lock().unwrap();
        for _ in 0..CAPACITY * 2 {
            queue.push(b"x".into());
        }
        let lost = queue.take_lost();
        assert!(!queue.finish(Duration::from_millis(50)), "the end is not waited for either");
        drop(held);
        assert!(queue.finish(Duration::from_secs(10)), "it writes again when it is read again");
        let written = sink.0.lock().unwrap().len() as u64;
        assert_eq!(written + lost, 2 * CAPACITY as u64, "all others are counted");
    }

    #[test]
    fn a_broken_sink_ends_nothing() {
        struct Broken;
        impl Write for Broken {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }

            fn flush(&mut self) -> io::Result<()> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
        }
        let queue = Queue::new("test", Broken).unwrap();
        queue.push(b"x".into());
        assert!(queue.finish(Duration::from_secs(10)));
    }
}
