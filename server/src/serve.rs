//! Accepting connections, and letting them go.

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

/// A client that has not sent its request's head by then is not going to (slow-header attacks).
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Requests under way at a shutdown have this long.
const DRAIN: Duration = Duration::from_secs(20);
/// Between tries when the process is out of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop`, then finishes what is under way.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => take(stream, Peer(peer.ip()), &server, &router, &graceful),
                Err(problem) => wait_out(problem).await,
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
}

fn take(stream: TcpStream, peer: Peer, server: &Builder<TokioExecutor>, router: &Router, graceful: &GracefulShutdown) {
    // An answer is written in one piece; waiting for more would only delay it.
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
        // The peer went away, or sent what is no HTTP: its own business.
        if let Err(problem) = connection.await {
            tracing::trace!(%problem, "connection");
        }
    });
}

/// A connection that was gone before it was accepted costs nothing; a lack of descriptors passes.
async fn wait_out(problem: io::Error) {
    tracing::debug!(%problem, "accept");
    if !matches!(problem.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
        tokio::time::sleep(PAUSE).await;
    }
}
