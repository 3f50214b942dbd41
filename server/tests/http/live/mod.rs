//! The live socket over real connections.

mod connection;
mod one_process;
mod presence;
mod several_processes;

use crate::app::{TestApp, config, config_with};
use axum::http::header;
use domain::{
    bookings::{BookingId, Status, Verb, take_step},
    events::Seq,
    live::{FromPage, ToPage},
    staff::{Actor, Asker},
};
use futures::{SinkExt as _, StreamExt as _};
use jiff::Timestamp;
use server::{
    config::Config,
    database::Database,
    live::{self, Live},
    router::router,
    serve::{ServeSettings, serve},
    state::State,
};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use testkit::{NewBooking, TestDb, salon};
use tokio::{
    net::{TcpSocket, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, client_async, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest as _, handshake::client::Request},
};

const PATIENCE: Duration = Duration::from_secs(10);
const PATH: &str = "/api/ws/notifications";

/// Waits for a condition that no message announces.
async fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "waited in vain: {what}");
        sleep(Duration::from_millis(5)).await;
    }
}

/// A server process of the salon, with its dispatcher.
struct Process {
    address: SocketAddr,
    live: Live,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
    dispatcher: JoinHandle<()>,
}

impl Process {
    async fn start(db: &TestDb, config: &Config) -> Self {
        let database = Database::of_test(db.pool.clone());
        let state = State::new(config, database.clone());
        let (live, undo_within) = (state.live.clone(), state.undo_within);
        let dispatcher = tokio::spawn(live::run(live.clone(), database, undo_within));
        // Its connections inherit it: a test need not fill megabytes of the system's.
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_send_buffer_size(8 * 1024).unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(64).unwrap();
        let address = listener.local_addr().unwrap();
        until("the process knows the feed", || live.last().is_some()).await;
        let (stop, stopped) = oneshot::channel::<()>();
        let served = tokio::spawn(serve(listener, router(state), ServeSettings::new(config), async {
            stopped.await.unwrap();
        }));
        Process { address, live, stop, served, dispatcher }
    }

    /// Waits until all sockets of the process were notified up to this number.
    async fn reaches(&self, seq: Seq) {
        until(&format!("everybody is told of {seq}"), || self.live.last() >= Some(seq)).await;
    }

    /// Opens a socket and sends `Hello`.
    async fn page(&self, cookie: &str, last_seq: Option<Seq>) -> (Page, Seq) {
        let mut page = self.open(cookie).await.unwrap();
        let ToPage::Welcome { seq, .. } = page.hear().await else { panic!("no welcome") };
        page.say(&FromPage::Hello { last_seq }).await;
        (page, seq)
    }

    async fn open(&self, cookie: &str) -> Result<Page, Error> {
        Ok(Page(connect_async(self.request(cookie)).await?.0))
    }

    /// A page with a small receive buffer, like a slow device.
    async fn narrow_page(&self, cookie: &str) -> Page {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4 * 1024).unwrap();
        let stream = MaybeTlsStream::Plain(socket.connect(self.address).await.unwrap());
        let mut page = Page(client_async(self.request(cookie), stream).await.unwrap().0);
        page.say(&FromPage::Hello { last_seq: None }).await;
        page
    }

    fn request(&self, cookie: &str) -> Request {
        let mut request = format!("ws://{}{PATH}", self.address).into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert(header::ORIGIN, format!("http://{}", self.address).parse().unwrap());
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        request
    }
}

struct Page(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Page {
    async fn say(&mut self, message: &FromPage) {
        self.0.send(Message::text(serde_json::to_string(message).unwrap())).await.unwrap();
    }

    async fn next(&mut self) -> Message {
        timeout(PATIENCE, self.0.next()).await.expect("in time").expect("a message").unwrap()
    }

    async fn hear(&mut self) -> ToPage {
        loop {
            if let Message::Text(text) = self.next().await {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// The next message that the filter accepts, within one timeout for all of them.
    async fn hear_of<T>(&mut self, interest: impl Fn(ToPage) -> Option<T>) -> T {
        let heard = timeout(PATIENCE, async {
            loop {
                if let Some(heard) = interest(self.hear().await) {
                    return heard;
                }
            }
        });
        heard.await.expect("a message of interest in time")
    }

    async fn changed(&mut self) -> (Seq, i64) {
        self.hear_of(|message| match message {
            ToPage::Changed { seq, id, .. } => Some((seq, id)),
            _ => None,
        })
        .await
    }

    async fn closed(&mut self) -> u16 {
        let closed = timeout(PATIENCE, async {
            loop {
                if let Message::Close(Some(frame)) = self.next().await {
                    return frame.code.into();
                }
            }
        });
        closed.await.expect("the end in time")
    }
}

/// A salon with a booking, and its director's session.
struct Stage {
    app: TestApp,
    director: Actor,
    cookie: String,
    dina: Actor,
    booking: BookingId,
}

impl Stage {
    async fn set() -> Self {
        let app = TestApp::new().await;
        let (director, dina) = (app.db.director().await, app.db.master("Dina").await);
        let cookie = app.as_person(&director).await.cookie().to_owned();
        let starts = (Timestamp::now() + Duration::from_secs(86_400)).to_zoned(salon().time_zone().unwrap()).datetime();
        let booking = NewBooking::with(&dina, starts).status(Status::Pending).book(&app.db).await;
        Stage { app, director, cookie, dina, booking }
    }

    async fn process(&self) -> Process {
        Process::start(&self.app.db, &config()).await
    }

    async fn cookie(&self, actor: &Actor) -> String {
        self.app.as_person(actor).await.cookie().to_owned()
    }

    fn asker(&self) -> Asker {
        self.app.db.asker(&self.director)
    }

    async fn step(&self, verb: Verb) {
        take_step(&self.asker(), self.booking, verb, None).await.unwrap();
    }
}
