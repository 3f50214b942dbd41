//! Connections that would never end, over real TCP.

use crate::app::config_with;
use axum::{Router, body::Body, routing::get};
use bytes::Bytes;
use futures::stream;
use server::serve::{ServeSettings, serve};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};

/// Far longer than the timeouts of these tests.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longer than tests take, for what must not end a connection.
const NEVER: &str = "3600";

const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";

/// A running server with these timeouts, each other one being endless.
async fn start(router: Router, options: &[&str]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let all = ["--head-seconds", "--body-seconds", "--idle-seconds", "--take-seconds"];
    let mut settings: Vec<&str> = options.to_vec();
    for name in all.into_iter().filter(|name| !options.contains(name)) {
        settings.extend([name, NEVER]);
    }
    let settings = ServeSettings::new(&config_with(&settings));
    tokio::spawn(serve(listener, router, settings, std::future::pending()));
    address
}

fn hello() -> Router {
    let echo = async |body: String| format!("got {}", body.len());
    Router::new().route("/", get(async || "hello").post(echo)).route("/livez", get(async || "alive\n"))
}

/// Everything until the server closes the connection.
async fn rest(connection: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection that is closed with unread bytes is reset.
    timeout(PATIENCE, connection.read_to_end(&mut answer)).await.expect("the connection is closed").ok();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Reads the answer to [`GET`], whose connection stays open.
async fn hear(connection: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"hello") {
        let mut byte = [0];
        timeout(PATIENCE, connection.read_exact(&mut byte)).await.expect("an answer").unwrap();
        answer.extend(byte);
    }
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_connection_without_a_request_is_closed() {
    let address = start(hello(), &["--head-seconds", "0.2"]).await;
    for sent in ["", "G", "GET / HTTP/1.1\r\nHost: x\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX-Long: "] {
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(sent.as_bytes()).await.unwrap();
        assert_eq!(rest(&mut connection).await, "", "{sent:?}");
    }
}

#[tokio::test]
async fn a_head_that_drips_is_cut_off() {
    let address = start(hello(), &["--head-seconds", "0.3"]).await;
    let (mut read, mut write) = TcpStream::connect(address).await.unwrap().into_split();
    let drips = tokio::spawn(async move {
        // Until the server has closed it.
        while write.write_all(b"GET / HTTP/1.1\r\nX: y").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut answer = Vec::new();
    timeout(PATIENCE, read.read_to_end(&mut answer)).await.expect("closed").ok();
    timeout(PATIENCE, drips).await.expect("closed").unwrap();
}

#[tokio::test]
async fn a_head_after_an_answer_has_its_time_and_an_idle_connection_has_its() {
    let address = start(hello(), &["--idle-seconds", "0.3"]).await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    for _ in 0..3 {
        connection.write_all(GET).await.unwrap();
        assert!(hear(&mut connection).await.starts_with("HTTP/1.1 200"));
    }
    assert_eq!(rest(&mut connection).await, "", "idle");

    let address = start(hello(), &["--head-seconds", "0.3"]).await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(GET).await.unwrap();
    hear(&mut connection).await;
    // Idle for longer than a head may take.
    assert!(timeout(Duration::from_millis(900), connection.read_u8()).await.is_err(), "it is kept");
    connection.write_all(GET).await.unwrap();
    hear(&mut connection).await;
    connection.write_all(b"GET / HT").await.unwrap();
    assert_eq!(rest(&mut connection).await, "", "a head that was begun");
}

#[tokio::test]
async fn a_connection_that_would_speak_http_2_is_closed_as_any_other() {
    let address = start(hello(), &["--head-seconds", "0.3"]).await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await.unwrap();
    let answer = rest(&mut connection).await;
    assert!(!answer.contains("200"), "refused and closed: {answer:?}");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_answered_408_and_one_that_comes_slowly_is_taken() {
    let address = start(hello(), &["--body-seconds", "0.5"]).await;
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n";
    for piece in ["", "abc"] {
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(format!("{head}{piece}").as_bytes()).await.unwrap();
        let answer = rest(&mut connection).await;
        assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("connection: close"), "{answer:?}");
    }
    let address = start(hello(), &["--body-seconds", "10"]).await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(head.replace("Host", "Connection: close\r\nHost").as_bytes()).await.unwrap();
    for piece in ["a", "b", "c", "d"] {
        connection.write_all(piece.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let answer = rest(&mut connection).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("got 4"), "{answer:?}");
}

/// Counts how many pieces of an endless answer were made, until it is dropped.
struct Endless(Arc<AtomicUsize>);

impl Drop for Endless {
    fn drop(&mut self) {
        self.0.store(usize::MAX, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn an_answer_that_nobody_reads_is_cut_off() {
    let made = Arc::new(AtomicUsize::new(0));
    let counter = made.clone();
    let endless = get(async move || {
        let pieces = stream::unfold(Endless(counter), async |endless| {
            endless.0.fetch_add(1, Ordering::SeqCst);
            Some((Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 64 * 1024])), endless))
        });
        Body::from_stream(pieces)
    });
    let address = start(Router::new().route("/", endless), &["--take-seconds", "0.3"]).await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4 * 1024).unwrap();
    let mut connection = socket.connect(address).await.unwrap();
    connection.write_all(GET).await.unwrap();
    let dropped = async {
        while made.load(Ordering::SeqCst) != usize::MAX {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, dropped).await.expect("what makes the answer is ended");
}

#[tokio::test]
async fn a_slow_answer_is_waited_for_on_both_sides() {
    let slow = get(async || {
        tokio::time::sleep(Duration::from_millis(700)).await;
        "hello"
    });
    let short = ["--head-seconds", "0.2", "--idle-seconds", "0.2", "--take-seconds", "0.2", "--body-seconds", "0.2"];
    let address = start(Router::new().route("/", slow), &short).await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(GET).await.unwrap();
    assert!(hear(&mut connection).await.starts_with("HTTP/1.1 200"));
}

/// Answers of a new connection each; `None` for those that are closed without one.
async fn ask(address: SocketAddr, path: &str) -> Option<String> {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection
        .write_all(format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes())
        .await
        .ok()?;
    Some(rest(&mut connection).await).filter(|answer| !answer.is_empty())
}

#[tokio::test]
async fn beyond_the_bounds_only_health_is_answered() {
    for bound in ["--connections", "--connections-per-address"] {
        let address = start(hello(), &[bound, "3"]).await;
        let mut kept = Vec::new();
        for _ in 0..3 {
            let mut connection = TcpStream::connect(address).await.unwrap();
            connection.write_all(GET).await.unwrap();
            hear(&mut connection).await;
            kept.push(connection);
        }
        let page = ask(address, "/").await.unwrap();
        assert!(page.starts_with("HTTP/1.1 503") && page.contains("retry-after"), "{bound}: {page}");
        let health = ask(address, "/livez").await.unwrap();
        assert!(health.starts_with("HTTP/1.1 200") && health.ends_with("alive\n"), "{bound}: {health}");
        kept.pop();
        let begun = Instant::now();
        while !ask(address, "/").await.is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
            assert!(begun.elapsed() < PATIENCE, "{bound}: a place that is given back is taken again");
        }
    }
}

#[tokio::test]
async fn a_silent_crowd_leaves_health_to_others() {
    let address = start(hello(), &["--connections", "5", "--trusted-proxies", "127.0.0.1/32"]).await;
    let mut crowd = Vec::new();
    for _ in 0..20 {
        crowd.push(TcpStream::connect(address).await.unwrap());
    }
    let health = ask(address, "/livez").await.unwrap();
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
}
