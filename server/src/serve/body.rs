//! Bodies of requests that have to arrive, and of answers that have to be sent.

use super::stream::Underway;
use axum::{BoxError, body::Body};
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Sleep, sleep};

/// The body of a request; it fails when its client sends nothing for too long.
pub struct TimedBody {
    body: Incoming,
    pause: Duration,
    sleep: Option<Pin<Box<Sleep>>>,
    is_late: Arc<AtomicBool>,
}

impl TimedBody {
    /// `is_late` is set when the body did not arrive in time.
    pub fn new(body: Incoming, pause: Duration, is_late: Arc<AtomicBool>) -> Self {
        TimedBody { body, pause, sleep: None, is_late }
    }
}

impl HttpBody for TimedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.sleep = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let pause = self.pause;
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep(pause)));
        sleep.as_mut().poll(context).map(|()| {
            self.is_late.store(true, Ordering::Relaxed);
            Some(Err(io::Error::from(io::ErrorKind::TimedOut).into()))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer, with the request that it ends.
pub struct Answer {
    pub body: Body,
    pub _underway: Underway,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
