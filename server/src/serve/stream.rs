//! A connection that ends when its client lets it wait.

use super::bounds::Place;
use crate::config::Timeouts;
use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    task::{Context, Poll, ready},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep_until},
};

/// What a connection is used for at the moment.
#[derive(Default)]
pub struct Usage {
    /// Number of requests so far.
    requests: AtomicU32,
    /// A request is being answered, or the connection has become a socket, which has timeouts of its own.
    busy: AtomicBool,
}

/// A request that is being answered; dropped with the last byte of its answer.
pub struct Underway {
    usage: Arc<Usage>,
    upgraded: bool,
}

impl Underway {
    /// A request whose head has arrived.
    pub fn new(usage: Arc<Usage>) -> Self {
        usage.requests.fetch_add(1, Ordering::Relaxed);
        usage.busy.store(true, Ordering::Relaxed);
        Underway { usage, upgraded: false }
    }

    /// The connection becomes a socket.
    pub fn upgrade(&mut self) {
        self.upgraded = true;
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.usage.busy.store(self.upgraded, Ordering::Relaxed);
    }
}

/// A TCP connection with timeouts for the head of a request, between requests, and for a client that takes no answer.
pub struct TimedStream {
    stream: TcpStream,
    timeouts: Timeouts,
    usage: Arc<Usage>,
    /// Number of requests when the wait for the next head began.
    after: u32,
    /// Until when the next head must have arrived; `None` before the wait for it begins.
    head_until: Option<Instant>,
    /// Whether the next head has begun to arrive.
    head_begun: bool,
    reading: Option<Pin<Box<Sleep>>>,
    writing: Option<Pin<Box<Sleep>>>,
    _place: Place,
}

impl TimedStream {
    pub fn new(stream: TcpStream, timeouts: Timeouts, usage: Arc<Usage>, place: Place) -> Self {
        // The first head must come as soon as if it had begun.
        let head_until = Some(Instant::now() + timeouts.head);
        TimedStream {
            stream,
            timeouts,
            usage,
            after: 0,
            head_until,
            head_begun: true,
            reading: None,
            writing: None,
            _place: place,
        }
    }

    /// Forgets the wait for a head that has arrived.
    fn note_requests(&mut self) {
        let requests = self.usage.requests.load(Ordering::Relaxed);
        if std::mem::replace(&mut self.after, requests) != requests {
            (self.head_until, self.head_begun) = (None, false);
        }
    }

    fn awaits_head(&self) -> bool {
        !self.usage.busy.load(Ordering::Relaxed)
    }

    /// Ready with an error when the client keeps the next head back for too long.
    fn poll_head_timeout(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        // The end of an answer may still be on its way to a slow client, which has a time of its own.
        if !self.awaits_head() || self.writing.is_some() {
            self.reading = None;
            return Poll::Pending;
        }
        let idle = self.timeouts.idle;
        let until = *self.head_until.get_or_insert_with(|| Instant::now() + idle);
        let sleep = self.reading.get_or_insert_with(|| Box::pin(sleep_until(until)));
        if sleep.deadline() != until {
            sleep.as_mut().reset(until);
        }
        sleep.as_mut().poll(context).map(|()| io::ErrorKind::TimedOut.into())
    }

    /// Ends a write that has made no progress for too long.
    fn watch<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.writing = None;
            return written;
        }
        let until = Instant::now() + self.timeouts.take;
        let sleep = self.writing.get_or_insert_with(|| Box::pin(sleep_until(until)));
        sleep.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for TimedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.note_requests();
        let before = buffer.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Ready(read) => {
                if buffer.filled().len() > before && self.awaits_head() && !self.head_begun {
                    self.head_begun = true;
                    self.head_until = Some(Instant::now() + self.timeouts.head);
                }
                Poll::Ready(read)
            }
            Poll::Pending => Poll::Ready(Err(ready!(self.poll_head_timeout(context)))),
        }
    }
}

impl AsyncWrite for TimedStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.watch(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.watch(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(context);
        self.watch(context, shut)
    }
}
