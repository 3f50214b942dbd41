//! The live socket: memory of idle connections, and delay from a change to its arrival on open pages.

use super::{
    process::Server,
    redis::Redis,
    requests::{call, sign_in},
    writing::Visits,
};
use crate::{BenchResult, arguments::Arguments, database::FilledSalon, memory, statistics::Spread};
use domain::live::FromPage;
use futures::{SinkExt as _, StreamExt as _};
use serde::Serialize;
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{net::TcpStream, task::JoinSet, time::sleep};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest as _},
};

/// Open pages of a large salon.
const SALON_PAGES: usize = 20;
/// Open pages of a stress test.
const MANY_PAGES: usize = 10_000;
/// The server accepts at most 64 connections of one device.
const PAGES_PER_DEVICE: usize = 50;
const TIMEOUT: Duration = Duration::from_secs(20);
const TIMED_CHANGES: usize = 200;
const TIMED_BROADCASTS: usize = 5;

#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sockets {
    /// From the request that books to the change on the first of 20 open pages, in milliseconds.
    pub own: Spread,
    /// 99th percentile of `own`, in milliseconds.
    pub own_p99: f64,
    /// 99th percentile of the same on a page connected to another server process, over Redis, in milliseconds; `None` if
    /// Redis is not installed.
    pub elsewhere_p99: Option<f64>,
    /// The server's resident memory with 10,000 idle connections, in MiB.
    pub idle: f64,
    /// From the request that books to the change on the last of 10,000 open pages, the maximum of five, in milliseconds.
    pub broadcast: f64,
}

type Socket = WebSocketStream<TcpStream>;

/// Measures on a copy of the database.
pub async fn measure(salon: &FilledSalon, arguments: &Arguments) -> BenchResult<Sockets> {
    salon.make_copy().await?;
    let server = Server::start(&salon.copy_url(), arguments).await?;
    let db = salon.copy();
    let (cookie, visits) = (sign_in(server.address).await?, Visits::of(&db).await?);
    db.close().await;
    let pages = OpenPages::open(server.address, std::slice::from_ref(&cookie), SALON_PAGES).await?;
    let own = pages.times(server.address, &cookie, &visits).await?;
    pages.close();
    let elsewhere = elsewhere(salon, arguments, &cookie, &visits).await?;
    let mut devices = Vec::new();
    while devices.len() * PAGES_PER_DEVICE < MANY_PAGES {
        devices.push(sign_in(server.address).await?);
    }
    let pages = OpenPages::open(server.address, &devices, MANY_PAGES).await?;
    sleep(Duration::from_secs(2)).await;
    let idle = memory::resident(server.id()?)?;
    let mut broadcast: f64 = 0.0;
    for _ in 0..TIMED_BROADCASTS {
        broadcast = broadcast.max(pages.time(server.address, &cookie, &visits, Wait::All).await?);
    }
    pages.close();
    server.stop().await?;
    salon.drop_copy().await?;
    let own_p99 = p99(&own).ok_or("nothing was timed")?;
    let elsewhere_p99 = elsewhere.as_deref().and_then(p99);
    Ok(Sockets { own: Spread::of(own).ok_or("nothing was timed")?, own_p99, elsewhere_p99, idle, broadcast })
}

/// Delays from a change made in one server process to a page connected to another one.
async fn elsewhere(
    salon: &FilledSalon,
    arguments: &Arguments,
    cookie: &str,
    visits: &Visits,
) -> BenchResult<Option<Vec<f64>>> {
    let Some(redis) = Redis::start().await? else { return Ok(None) };
    let here = Server::start_with(&salon.copy_url(), arguments, Some(&redis.address())).await?;
    let there = Server::start_with(&salon.copy_url(), arguments, Some(&redis.address())).await?;
    let pages = OpenPages::open(there.address, &[cookie.to_owned()], SALON_PAGES).await?;
    // Both servers connect to Redis in the background and do not report when they have.
    sleep(Duration::from_secs(1)).await;
    let times = pages.times(here.address, cookie, visits).await?;
    pages.close();
    here.stop().await?;
    there.stop().await?;
    Ok(Some(times))
}

fn p99(times: &[f64]) -> Option<f64> {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times.get(times.len() * 99 / 100).copied()
}

#[derive(Clone, Copy)]
enum Wait {
    Own,
    All,
}

/// Open pages, connected to a server.
struct OpenPages {
    tasks: JoinSet<()>,
    /// Changes received by the first page.
    own: Arc<AtomicUsize>,
    /// Changes received by all pages.
    all: Arc<AtomicUsize>,
}

impl OpenPages {
    /// Opens `count` pages, distributed over the sessions of `devices`.
    async fn open(address: SocketAddr, devices: &[String], count: usize) -> BenchResult<Self> {
        let (mut tasks, own, all) = (JoinSet::new(), Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        for (number, cookie) in devices.iter().cycle().take(count).enumerate() {
            let mut shown = vec![Arc::clone(&all)];
            shown.extend((number == 0).then(|| Arc::clone(&own)));
            tasks.spawn(watch(connect(address, cookie).await?, shown));
        }
        Ok(OpenPages { tasks, own, all })
    }

    /// Delays of many bookings to the first page, in milliseconds.
    async fn times(&self, address: SocketAddr, cookie: &str, visits: &Visits) -> BenchResult<Vec<f64>> {
        let mut times = Vec::with_capacity(TIMED_CHANGES);
        for _ in 0..TIMED_CHANGES {
            times.push(self.time(address, cookie, visits, Wait::Own).await?);
        }
        Ok(times)
    }

    /// Books and waits until the first page or all pages have received the change. Milliseconds from the request.
    async fn time(&self, address: SocketAddr, cookie: &str, visits: &Visits, pages: Wait) -> BenchResult<f64> {
        // Late messages of the previous change must not be counted.
        sleep(Duration::from_millis(60)).await;
        self.own.store(0, Ordering::Relaxed);
        self.all.store(0, Ordering::Relaxed);
        let (shown, wanted) = match pages {
            Wait::Own => (&self.own, 1),
            Wait::All => (&self.all, self.tasks.len()),
        };
        let request = call(address, cookie, "bookings/book", &serde_json::json!({ "visit": visits.next()? }))?;
        let begun = Instant::now();
        let response = super::Connection::open(address).await?.exchange(&request).await?;
        if response.status != 200 {
            return Err(format!("a booking was answered {}", response.status).into());
        }
        while shown.load(Ordering::Relaxed) < wanted {
            if begun.elapsed() > TIMEOUT {
                return Err(format!("{} of {wanted} screens", shown.load(Ordering::Relaxed)).into());
            }
            sleep(Duration::from_millis(1)).await;
        }
        Ok(begun.elapsed().as_secs_f64() * 1000.0)
    }

    fn close(mut self) {
        self.tasks.abort_all();
    }
}

async fn connect(address: SocketAddr, cookie: &str) -> BenchResult<Socket> {
    let mut request = format!("ws://{address}/api/ws/notifications").into_client_request()?;
    request.headers_mut().insert("origin", format!("http://{address}").parse()?);
    request.headers_mut().insert("cookie", cookie.parse()?);
    let (mut socket, _) = client_async(request, TcpStream::connect(address).await?).await?;
    let hello = serde_json::to_string(&FromPage::Hello { last_seq: None })?;
    socket.send(Message::text(hello)).await?;
    Ok(socket)
}

async fn watch(mut socket: Socket, shown: Vec<Arc<AtomicUsize>>) {
    while let Some(Ok(message)) = socket.next().await {
        if message.to_text().is_ok_and(|text| text.contains("\"changed\"")) {
            shown.iter().for_each(|shown| _ = shown.fetch_add(1, Ordering::Relaxed));
        }
    }
}
