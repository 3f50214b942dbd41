use super::{RequestTimes, WritingClient};
use crate::{
    BenchResult,
    http::Connection,
    statistics::Spread,
    targets::{BURST_RATE, PAGE_CROWD_MS},
};
use domain::bookings::BookingQuery;
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::{
    task::JoinSet,
    time::{sleep, sleep_until},
};

/// Number of connections: more than ever wait for a response, so that a slow response does not delay the next visit.
const BURST_CLIENTS: u32 = 64;
/// Slightly more than the target, because the last responses arrive after the end.
const ARRIVALS_PER_SECOND: f64 = BURST_RATE * 1.01;
/// Interval of the requests for the list.
const LIST_INTERVAL: Duration = Duration::from_millis(100);

/// Durations and failures.
#[derive(Default)]
struct Timings {
    milliseconds: Vec<f64>,
    failed: usize,
}

/// Visits arrive at a fixed rate. Returns bookings per second, times of booking, times of the list meanwhile, and the
/// number of acknowledged bookings.
pub async fn run(client: &WritingClient, time: Duration) -> BenchResult<(f64, RequestTimes, RequestTimes, i64)> {
    let between = Duration::from_secs_f64(f64::from(BURST_CLIENTS) / ARRIVALS_PER_SECOND);
    let start = Instant::now();
    let (mut desks, end) = (JoinSet::new(), start + time);
    for number in 0..BURST_CLIENTS {
        let first = start + between * number / BURST_CLIENTS;
        desks.spawn(book(client.clone(), Connection::open(client.address).await?, first, between, end));
    }
    let looking = tokio::spawn(look(client.clone(), Connection::open(client.address).await?, end));
    let mut booked = Timings::default();
    while let Some(one) = desks.join_next().await {
        let one = one??;
        booked.milliseconds.extend(one.milliseconds);
        booked.failed += one.failed;
    }
    let seconds = start.elapsed().as_secs_f64();
    let acknowledged = booked.milliseconds.len() - booked.failed;
    let listed = looking.await??;
    Ok((
        acknowledged as f64 / seconds,
        booked.done("book", None)?,
        listed.done("list", Some(PAGE_CROWD_MS))?,
        i64::try_from(acknowledged)?,
    ))
}

impl Timings {
    fn done(self, name: &'static str, target: Option<f64>) -> BenchResult<RequestTimes> {
        let spread = Spread::of(self.milliseconds).ok_or("no answer in time")?;
        Ok(RequestTimes { name, spread, failed: self.failed, target })
    }

    fn add(&mut self, since: Instant, status: u16) {
        self.milliseconds.push(since.elapsed().as_secs_f64() * 1_000.0);
        self.failed += usize::from(status != 200);
    }
}

/// Books at fixed times. Durations start at the due time, so that waiting for the previous response is included.
async fn book(
    client: WritingClient,
    mut connection: Connection,
    mut due: Instant,
    between: Duration,
    end: Instant,
) -> BenchResult<Timings> {
    let mut timings = Timings::default();
    while due < end {
        let request = client.call("book", &json!({ "visit": client.visits.next()? }))?;
        sleep_until(due.into()).await;
        let response = connection.exchange(&request).await?;
        timings.add(due, response.status);
        due += between;
    }
    Ok(timings)
}

async fn look(client: WritingClient, mut connection: Connection, end: Instant) -> BenchResult<Timings> {
    let mut timings = Timings::default();
    let request = client.call("list", &json!({ "query": BookingQuery::default() }))?;
    while Instant::now() < end {
        let sent = Instant::now();
        let response = connection.exchange(&request).await?;
        timings.add(sent, response.status);
        sleep(LIST_INTERVAL).await;
    }
    Ok(timings)
}
