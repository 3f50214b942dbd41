use axum::{extract::Request, middleware::Next, response::Response};
use std::{
    pin::Pin,
    task::{Context, Poll},
    thread,
};
use tokio::runtime::Handle;
use tracing::Instrument as _;

/// Completes a request even if the client disconnects. Leptos renders a page on several threads; dropping it on one
/// thread while another one accesses it can deadlock that thread.
pub async fn run_to_completion(request: Request, next: Next) -> Response {
    RunToCompletion(Some(Box::pin(next.run(request)))).await
}

/// A future that is spawned as a task when it is dropped before completion.
struct RunToCompletion<F: Future<Output = Response> + Send + 'static>(Option<Pin<Box<F>>>);

impl<F: Future<Output = Response> + Send + 'static> Future for RunToCompletion<F> {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Response> {
        let Some(future) = self.0.as_mut() else { return Poll::Pending };
        let poll = future.as_mut().poll(context);
        if poll.is_ready() {
            self.0 = None;
        }
        poll
    }
}

impl<F: Future<Output = Response> + Send + 'static> Drop for RunToCompletion<F> {
    fn drop(&mut self) {
        // A future that has panicked must not be polled again.
        let unfinished = self.0.take().filter(|_| !thread::panicking());
        if let (Some(future), Ok(runtime)) = (unfinished, Handle::try_current()) {
            runtime.spawn(future.in_current_span());
        }
    }
}
