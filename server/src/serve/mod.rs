//! Accepts connections, bounds what they may keep of the server, and shuts them down gracefully.

mod body;
mod bounds;
mod file_limit;
mod stream;

use crate::{
    address::Peer,
    config::{Config, Timeouts},
    health::livez,
};
use axum::{
    Router,
    http::{HeaderValue, Request, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use body::{Answer, TimedBody};
pub use bounds::Bounds;
use bounds::{Connections, Place, Service};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use std::{
    convert::Infallible,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use stream::{TimedStream, Underway, Usage};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// Largest head of a request, in bytes.
const HEAD_BYTES: usize = 64 * 1024;
/// Longest wait for open requests at shutdown: no request waits longer for the database.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(15);
/// Longest wait for the head of a request on a connection of the reserve, which is small.
const HEALTH_HEAD_TIMEOUT: Duration = Duration::from_secs(2);
/// Delay between attempts when the process is out of file descriptors.
const RETRY_DELAY: Duration = Duration::from_millis(100);
/// More connections than any salon has, even with ten thousand open pages.
const MOST_CONNECTIONS: usize = 16_384;

/// What the server grants to connections.
#[derive(Clone, Debug)]
pub struct ServeSettings {
    /// How long the server waits for clients.
    pub timeouts: Timeouts,
    /// How many connections are open at once.
    pub bounds: Bounds,
}

impl ServeSettings {
    /// The settings of a start; raises the process' limit of open files.
    pub fn new(config: &Config) -> Self {
        let possible = file_limit::raise(config.pool().max);
        let all = config.connections.unwrap_or(MOST_CONNECTIONS);
        if config.connections.is_some_and(|wanted| wanted > possible) {
            tracing::warn!(possible, "the limit of open files is too low for CRM_CONNECTIONS");
        }
        let trusted = config.trusted_proxies.clone().into();
        let bounds = Bounds { all: all.min(possible), per_address: config.connections_per_address, trusted };
        ServeSettings { timeouts: config.timeouts, bounds }
    }
}

/// What all connections share.
struct Server {
    full: Builder<TokioExecutor>,
    router: Router,
    /// Of connections beyond the bounds: one request each.
    health: Builder<TokioExecutor>,
    health_router: Router,
    graceful: GracefulShutdown,
    timeouts: Timeouts,
}

impl Server {
    fn new(router: Router, timeouts: Timeouts) -> Self {
        // HTTP/1 only: browsers speak HTTP/2 to the proxy that has the certificate.
        let mut full = Builder::new(TokioExecutor::new()).http1_only();
        // The stream has the timeouts. With one of its own hyper asks the stream again after each answer.
        let backstop = timeouts.idle + timeouts.head + Duration::from_secs(5);
        full.http1().timer(TokioTimer::new()).header_read_timeout(backstop).max_buf_size(HEAD_BYTES);
        let mut health = full.clone();
        health.http1().keep_alive(false);
        let health_router = Router::new().route("/livez", get(livez)).fallback(overloaded);
        Server { full, router, health, health_router, graceful: GracefulShutdown::new(), timeouts }
    }
}

/// Serves until `stop`, then completes open requests.
pub async fn serve(listener: TcpListener, router: Router, settings: ServeSettings, stop: impl Future<Output = ()>) {
    let connections = Connections::new(settings.bounds);
    let server = Server::new(router, settings.timeouts);
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => if let Some(place) = connections.admit(peer.ip()) {
                    serve_connection(stream, Peer(peer.ip()), place, &server);
                },
                Err(problem) => handle_accept_error(problem).await,
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIMEOUT, server.graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
}

fn serve_connection(stream: TcpStream, peer: Peer, place: Place, server: &Server) {
    // Responses are written in one piece; Nagle's algorithm would only delay them.
    if let Err(problem) = stream.set_nodelay(true) {
        tracing::debug!(%problem, "no TCP_NODELAY");
    }
    let (builder, router) = match place.service {
        Service::Full => (&server.full, server.router.clone()),
        Service::Health => (&server.health, server.health_router.clone()),
    };
    let head = match place.service {
        Service::Full => server.timeouts.head,
        Service::Health => server.timeouts.head.min(HEALTH_HEAD_TIMEOUT),
    };
    let (timeouts, usage) = (Timeouts { head, ..server.timeouts }, Arc::new(Usage::default()));
    let io = TokioIo::new(TimedStream::new(stream, timeouts, usage.clone(), place));
    let service = service_fn(move |request| answer(router.clone(), request, peer, timeouts, usage.clone()));
    let connection = builder.serve_connection_with_upgrades(io, service).into_owned();
    let connection = server.graceful.watch(connection);
    tokio::spawn(async move {
        // The client disconnected, was too slow, or did not send valid HTTP.
        if let Err(problem) = connection.await {
            tracing::trace!(%problem, "connection");
        }
    });
}

async fn answer(
    router: Router,
    mut request: Request<Incoming>,
    peer: Peer,
    timeouts: Timeouts,
    usage: Arc<Usage>,
) -> Result<Response<Answer>, Infallible> {
    let mut underway = Underway::new(usage);
    let is_late = Arc::new(AtomicBool::default());
    request.extensions_mut().insert(peer);
    let request = request.map(|body| TimedBody::new(body, timeouts.body, is_late.clone()));
    let mut response = router.oneshot(request).await?;
    if is_late.load(Ordering::Relaxed) {
        response = close(StatusCode::REQUEST_TIMEOUT, "the request did not arrive\n");
    }
    if response.status() == StatusCode::SWITCHING_PROTOCOLS {
        underway.upgrade();
    }
    Ok(response.map(|body| Answer { body, _underway: underway }))
}

async fn overloaded() -> Response {
    close(StatusCode::SERVICE_UNAVAILABLE, "too many connections\n")
}

/// The last answer on its connection.
fn close(status: StatusCode, text: &'static str) -> Response {
    let headers = [
        (header::CONNECTION, HeaderValue::from_static("close")),
        (header::RETRY_AFTER, HeaderValue::from_static("5")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, text).into_response()
}

/// Ignores connections that were closed before they were accepted; waits after other errors, which are transient.
async fn handle_accept_error(problem: io::Error) {
    tracing::debug!(%problem, "accept");
    if !matches!(problem.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
        tokio::time::sleep(RETRY_DELAY).await;
    }
}
