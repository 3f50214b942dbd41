//! The live socket: how much room idle ones take, and how soon a change is on screens.

use super::{
    process::Server,
    redis::Redis,
    requests::{call, sign_in},
    writing::Visits,
};
use crate::{Outcome, arguments::Arguments, database::FilledSalon, memory, statistics::Spread};
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

/// Pages of a large salon.
const FEW: usize = 20;
/// Far more than any salon has.
const MANY: usize = 10_000;
/// Pages of one device; the server takes no more than 64 of it.
const OF_DEVICE: usize = 50;
/// What is given up.
const PATIENCE: Duration = Duration::from_secs(20);
/// Acts that are timed.
const ACTS: usize = 200;
const BROADCASTS: usize = 5;

/// How the live socket does.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sockets {
    /// From a request that books to the change on one's own screen, among a salon's pages, in milliseconds.
    pub own: Spread,
    /// The 99th percentile of that.
    pub own_p99: f64,
    /// The 99th percentile of the same on a screen that is linked to another process, over Redis; `None`: without Redis.
    pub elsewhere_p99: Option<f64>,
    /// The server's resident memory with 10,000 idle sockets, in MiB.
    pub idle: f64,
    /// From a request that books to the change on the last of 10,000 screens, the longest of some, in milliseconds.
    pub broadcast: f64,
}

type Socket = WebSocketStream<TcpStream>;

/// Opens them on a copy of the salon.
pub async fn measure(salon: &FilledSalon, arguments: &Arguments) -> Outcome<Sockets> {
    salon.make_copy().await?;
    let server = Server::start(&salon.copy_url(), arguments).await?;
    let db = salon.copy();
    let (cookie, visits) = (sign_in(server.address).await?, Visits::of(&db).await?);
    db.close().await;
    let screens = Screens::open(server.address, std::slice::from_ref(&cookie), FEW).await?;
    let own = screens.times(server.address, &cookie, &visits).await?;
    screens.close();
    let elsewhere = elsewhere(salon, arguments, &cookie, &visits).await?;
    let mut devices = Vec::new();
    while devices.len() * OF_DEVICE < MANY {
        devices.push(sign_in(server.address).await?);
    }
    let screens = Screens::open(server.address, &devices, MANY).await?;
    sleep(Duration::from_secs(2)).await;
    let idle = memory::resident(server.id()?)?;
    let mut broadcast: f64 = 0.0;
    for _ in 0..BROADCASTS {
        broadcast = broadcast.max(screens.time(server.address, &cookie, &visits, Wait::All).await?);
    }
    screens.close();
    server.stop().await?;
    salon.drop_copy().await?;
    let own_p99 = p99(&own).ok_or("nothing was timed")?;
    let elsewhere_p99 = elsewhere.as_deref().and_then(p99);
    Ok(Sockets { own: Spread::of(own).ok_or("nothing was timed")?, own_p99, elsewhere_p99, idle, broadcast })
}

/// What is done at one process, until a page of another one shows it.
async fn elsewhere(
    salon: &FilledSalon,
    arguments: &Arguments,
    cookie: &str,
    visits: &Visits,
) -> Outcome<Option<Vec<f64>>> {
    let Some(redis) = Redis::start().await? else { return Ok(None) };
    let here = Server::start_with(&salon.copy_url(), arguments, Some(&redis.address())).await?;
    let there = Server::start_with(&salon.copy_url(), arguments, Some(&redis.address())).await?;
    let screens = Screens::open(there.address, &[cookie.to_owned()], FEW).await?;
    // Until both have found Redis.
    sleep(Duration::from_secs(1)).await;
    let times = screens.times(here.address, cookie, visits).await?;
    screens.close();
    here.stop().await?;
    there.stop().await?;
    Ok(Some(times))
}

fn p99(times: &[f64]) -> Option<f64> {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times.get(times.len() * 99 / 100).copied()
}

/// Which screens are waited for.
#[derive(Clone, Copy)]
enum Wait {
    Own,
    All,
}

/// Pages that are open.
struct Screens {
    tasks: JoinSet<()>,
    /// Changes that were shown on the first.
    own: Arc<AtomicUsize>,
    /// Changes that were shown, on all of them.
    all: Arc<AtomicUsize>,
}

impl Screens {
    /// So many, on devices of these sessions.
    async fn open(address: SocketAddr, devices: &[String], count: usize) -> Outcome<Self> {
        let (mut tasks, own, all) = (JoinSet::new(), Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        for (number, cookie) in devices.iter().cycle().take(count).enumerate() {
            let mut shown = vec![Arc::clone(&all)];
            shown.extend((number == 0).then(|| Arc::clone(&own)));
            tasks.spawn(watch(connect(address, cookie).await?, shown));
        }
        Ok(Screens { tasks, own, all })
    }

    /// Of many bookings, made at this address, how long each takes to the first screen.
    async fn times(&self, address: SocketAddr, cookie: &str, visits: &Visits) -> Outcome<Vec<f64>> {
        let mut times = Vec::with_capacity(ACTS);
        for _ in 0..ACTS {
            times.push(self.time(address, cookie, visits, Wait::Own).await?);
        }
        Ok(times)
    }

    /// Books, and waits until the first screen shows it, or all; in milliseconds from the request.
    async fn time(&self, address: SocketAddr, cookie: &str, visits: &Visits, screens: Wait) -> Outcome<f64> {
        // What came late of the one before is not of this one.
        sleep(Duration::from_millis(60)).await;
        self.own.store(0, Ordering::Relaxed);
        self.all.store(0, Ordering::Relaxed);
        let (shown, wanted) = match screens {
            Wait::Own => (&self.own, 1),
            Wait::All => (&self.all, self.tasks.len()),
        };
        let request = call(address, cookie, "bookings/book", &serde_json::json!({ "visit": visits.next()? }))?;
        let begun = Instant::now();
        let answer = super::Connection::open(address).await?.exchange(&request).await?;
        if answer.status != 200 {
            return Err(format!("a booking was answered {}", answer.status).into());
        }
        while shown.load(Ordering::Relaxed) < wanted {
            if begun.elapsed() > PATIENCE {
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

async fn connect(address: SocketAddr, cookie: &str) -> Outcome<Socket> {
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
