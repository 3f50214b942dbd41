//! The database is unreachable at the start, and later.

use crate::app::{Client, TestApp, config, hasty_pool, without_database};
use axum::http::StatusCode;
use server::{database::Database, router::router, state::State};
use sqlx::postgres::PgConnectOptions;
use std::{env, fs, path::PathBuf, process, time::Duration};
use tokio::{
    io::copy_bidirectional,
    net::{UnixListener, UnixStream},
    task::JoinHandle,
    time::timeout,
};

#[tokio::test]
async fn without_a_database_the_process_lives_and_says_so() {
    let router = without_database();
    let stranger = Client::stranger_to(&router);
    assert_eq!(stranger.get("/livez").await.status, StatusCode::OK);
    assert_eq!(stranger.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = stranger.get("/crm/bookings").await;
    assert_eq!((page.status, page.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    assert!(page.text.contains("The system is temporarily unavailable"), "{}", page.text);
    // In the frame, and again by itself.
    assert!(page.text.contains(r#"class="rail""#) && page.text.contains(r#"http-equiv="refresh""#), "{}", page.text);
    let answer = stranger.call("/api/bookings/list", r#"{"query":{}}"#).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::SERVICE_UNAVAILABLE, r#""Unavailable""#));
    assert_eq!(stranger.get("/login").await.status, StatusCode::OK);
    let page = stranger.post("/login", "login=maria&password=x").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        page.text.contains(r#"value="maria""#) && page.text.contains("try again") | page.text.contains("Try again")
    );
}

/// A proxy between server and PostgreSQL whose connections can be cut.
struct Cable {
    folder: PathBuf,
    running: Option<JoinHandle<()>>,
    to: PathBuf,
}

impl Cable {
    fn to(options: &PgConnectOptions) -> Self {
        let folder = env::temp_dir().join(format!("beauty-crm-cable-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut cable = Cable { folder, running: None, to: options.get_socket().unwrap().join(".s.PGSQL.5432") };
        cable.connect();
        cable
    }

    fn connect(&mut self) {
        let socket = self.folder.join(".s.PGSQL.5432");
        // What a cut cable left behind.
        fs::remove_file(&socket).ok();
        let (listener, to) = (UnixListener::bind(&socket).unwrap(), self.to.clone());
        self.running = Some(tokio::spawn(async move {
            let mut ends = tokio::task::JoinSet::new();
            while let Ok((mut near, _)) = listener.accept().await {
                let mut far = UnixStream::connect(&to).await.unwrap();
                ends.spawn(async move { copy_bidirectional(&mut near, &mut far).await });
            }
        }));
    }

    async fn cut(&mut self) {
        let running = self.running.take().unwrap();
        running.abort();
        running.await.unwrap_err();
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).unwrap();
    }
}

#[tokio::test]
async fn a_database_that_went_away_is_used_again_when_it_is_back() {
    let app = TestApp::new().await;
    let mut cable = Cable::to(&app.db.options());
    let pool = hasty_pool(app.db.options().socket(&cable.folder));
    let router = router(State::new(&config(), Database::of_test(pool)));
    let director = app.as_director().await.at(&router);
    for _ in 0..2 {
        assert_eq!(director.get("/crm/bookings").await.status, StatusCode::OK);
        assert_eq!(director.get("/readyz").await.status, StatusCode::OK);
        cable.cut().await;
        for _ in 0..3 {
            assert_eq!(director.get("/crm/bookings").await.status, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(director.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(director.get("/livez").await.status, StatusCode::OK);
        }
        cable.connect();
        back(&director).await;
    }
}

/// Waits until a page is served again; a pool with a short timeout may need several attempts on a busy machine.
async fn back(client: &Client<'_>) {
    let answered =
        timeout(Duration::from_secs(10), async { while client.get("/crm/bookings").await.status != StatusCode::OK {} });
    answered.await.expect("usable again within ten seconds");
}
