//! A network between server and PostgreSQL that breaks no connection and passes no bytes.

use crate::app::{Client, PASSWORD, TestApp, config_with};
use axum::{Router, http::StatusCode};
use domain::database::{PoolSettings, connect};
use futures::future::join_all;
use server::{database::Database, router::router, state::State};
use sqlx::postgres::PgConnectOptions;
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, UnixStream},
    time::timeout,
};

/// Longer than all requests of these tests take together.
const PATIENCE: Duration = Duration::from_secs(30);
/// Targets.md, "Reliability".
const USABLE_AGAIN: Duration = Duration::from_secs(10);

/// A network whose connections can fall silent; those that have done so never pass a byte again.
#[derive(Clone)]
struct Network {
    address: SocketAddr,
    /// Replaced by another one for connections that are made later.
    passes: Arc<std::sync::Mutex<Arc<AtomicBool>>>,
}

impl Network {
    async fn to(options: &PgConnectOptions) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = options.get_socket().unwrap().join(".s.PGSQL.5432");
        let network = Network { address: listener.local_addr().unwrap(), passes: Arc::default() };
        network.restore();
        tokio::spawn(network.clone().pass_on(listener, to));
        network
    }

    async fn pass_on(self, listener: TcpListener, to: PathBuf) {
        while let Ok((near, _)) = listener.accept().await {
            let passes = self.passes.lock().unwrap().clone();
            let (near_read, near_write) = near.into_split();
            let (far_read, far_write) = UnixStream::connect(&to).await.unwrap().into_split();
            tokio::spawn(pass(near_read, far_write, passes.clone()));
            tokio::spawn(pass(far_read, near_write, passes));
        }
    }

    fn fall_silent(&self) {
        self.passes.lock().unwrap().store(false, Ordering::SeqCst);
    }

    fn restore(&self) {
        *self.passes.lock().unwrap() = Arc::new(AtomicBool::new(true));
    }

    /// A router whose database is behind this network.
    fn router(&self, app: &TestApp) -> Router {
        let to = app.db.options();
        let options = PgConnectOptions::new_without_pgpass()
            .host(&self.address.ip().to_string())
            .port(self.address.port())
            .username(to.get_username())
            .database(to.get_database().unwrap());
        let pool = connect(options, PoolSettings { min: 0, max: 4, wait: Duration::from_millis(500) });
        let config = config_with(&["--read-seconds", "0.5", "--write-seconds", "1"]);
        router(State::new(&config, Database::of_test(pool)))
    }
}

/// Copies bytes in one direction; both ends stay open when the network falls silent.
async fn pass(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, passes: Arc<AtomicBool>) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes).await {
        if !passes.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        if to.write_all(&bytes[..read]).await.is_err() {
            break;
        }
    }
}

async fn is_usable(client: &Client<'_>) {
    let usable = timeout(USABLE_AGAIN, async { while client.get("/crm/bookings").await.status != StatusCode::OK {} });
    usable.await.expect("usable again within ten seconds");
}

#[tokio::test]
async fn a_silent_network_costs_the_requests_that_met_it_and_nothing_else() {
    let app = TestApp::new().await;
    let network = Network::to(&app.db.options()).await;
    let router = network.router(&app);
    let director = app.as_director().await.at(&router);
    let form = format!("login=diana@salon.example&password={PASSWORD}");
    for _ in 0..2 {
        is_usable(&director).await;
        // Every connection of the pool is in use when the network falls silent.
        let pages = join_all((0..8).map(|_| director.get("/crm/bookings")));
        assert!(pages.await.iter().all(|page| page.status == StatusCode::OK));
        network.fall_silent();
        let asked = async {
            // More of them than there are connections.
            let pages = join_all((0..12).map(|_| director.get("/crm/bookings"))).await;
            assert!(pages.iter().all(|page| page.status == StatusCode::SERVICE_UNAVAILABLE), "pages");
            let list = director.call("/api/bookings/list", r#"{"query":{}}"#).await;
            assert_eq!((list.status, list.text.as_str()), (StatusCode::SERVICE_UNAVAILABLE, r#""Unavailable""#));
            let change = director.call("/api/live/set_busy", r#"{"busy":false}"#).await;
            assert_eq!(change.status, StatusCode::SERVICE_UNAVAILABLE);
            let stranger = Client::stranger_to(&router);
            assert_eq!(stranger.post("/login", &form).await.status, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(stranger.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(stranger.get("/livez").await.status, StatusCode::OK);
        };
        timeout(PATIENCE, asked).await.expect("everybody gets an answer");
        network.restore();
        is_usable(&director).await;
    }
}

/// What a request waits for is given up with it: its connection, and the locks that it holds.
#[tokio::test]
async fn a_change_that_was_given_up_holds_no_locks() {
    let app = TestApp::new().await;
    let network = Network::to(&app.db.options()).await;
    let router = network.router(&app);
    let director = app.as_director().await.at(&router);
    is_usable(&director).await;
    let mut held = app.db.pool.begin().await.unwrap();
    sqlx::query("SELECT id FROM users FOR UPDATE").execute(&mut *held).await.unwrap();
    let waits = director.call("/api/live/set_busy", r#"{"busy":true}"#);
    assert_eq!(timeout(PATIENCE, waits).await.expect("an answer").status, StatusCode::SERVICE_UNAVAILABLE);
    held.rollback().await.unwrap();
    let change =
        async { while director.call("/api/live/set_busy", r#"{"busy":true}"#).await.status != StatusCode::OK {} };
    timeout(USABLE_AGAIN, change).await.expect("nobody waits for what was given up");
}
