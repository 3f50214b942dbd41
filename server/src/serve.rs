//! Accepts connections and shuts them down gracefully.

use crate::address::Peer;
use axum::{Router, extract::Request};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use std::{io, time::Duration};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// Longest wait for the head of a request (slow-header attacks).
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest wait for open requests at shutdown.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(20);
/// Delay between attempts when the process is out of file descriptors.
const RETRY_DELAY: Duration = Duration::from_millis(100);

/// Serves until `stop`, then completes open requests.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => serve_connection(stream, Peer(peer.ip()), &server, &router, &graceful),
                Err(problem) => handle_accept_error(problem).await,
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
}

fn serve_connection(
    stream: TcpStream,
    peer: Peer,
    server: &Builder<TokioExecutor>,
    router: &Router,
    graceful: &GracefulShutdown,
) {
    // Responses are written in one piece; Nagle's algorithm would only delay them.
    if let Err(problem) = stream.set_nodelay(true) {
        tracing::debug!(%problem, "no TCP_NODELAY");
    }
    let service = TowerToHyperService::new(router.clone().map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        request
    }));
    let connection = server.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned();
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // The client disconnected or did not send valid HTTP.
        if let Err(problem) = connection.await {
            tracing::trace!(%problem, "connection");
        }
    });
}

/// Ignores connections that were closed before they were accepted; waits after other errors, which are transient.
async fn handle_accept_error(problem: io::Error) {
    tracing::debug!(%problem, "accept");
    if !matches!(problem.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
        tokio::time::sleep(RETRY_DELAY).await;
    }
}
