use axum::{extract::Request, middleware::Next, response::Response};
use std::{
    pin::Pin,
    task::{Context, Poll},
    thread,
};
use tokio::runtime::Handle;
use tracing::Instrument as _;

/// Finishes what was begun, also when the client has gone away meanwhile. Leptos renders a page on several threads;
/// a page that is dropped on one while another looks something up in it can lock that thread for ever.
pub async fn finish(request: Request, next: Next) -> Response {
    Finished(Some(Box::pin(next.run(request)))).await
}

/// A future that goes on by itself when it is given up.
struct Finished<F: Future<Output = Response> + Send + 'static>(Option<Pin<Box<F>>>);

impl<F: Future<Output = Response> + Send + 'static> Future for Finished<F> {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Response> {
        let Some(future) = self.0.as_mut() else { return Poll::Pending };
        let answer = future.as_mut().poll(context);
        if answer.is_ready() {
            self.0 = None;
        }
        answer
    }
}

impl<F: Future<Output = Response> + Send + 'static> Drop for Finished<F> {
    fn drop(&mut self) {
        // One that has panicked is over.
        let given_up = self.0.take().filter(|_| !thread::panicking());
        if let (Some(future), Ok(runtime)) = (given_up, Handle::try_current()) {
            runtime.spawn(future.in_current_span());
        }
    }
}
