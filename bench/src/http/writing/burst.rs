use super::{Desk, Done};
use crate::{
    Outcome,
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

/// Those who book: more than are ever waiting for an answer, so that a slow answer does not hold up the next visit.
const DESKS: u32 = 64;
/// Arriving per second: a little more than promised, since the last answers come after the end.
const RATE: f64 = BURST_RATE * 1.01;
/// Between two looks at the list.
const LOOK: Duration = Duration::from_millis(100);

/// Milliseconds and failures.
#[derive(Default)]
struct Noted {
    milliseconds: Vec<f64>,
    failed: usize,
}

/// Lets visits arrive for a while. Booked per second, how long that took, how long the list took meanwhile, and how
/// many were acknowledged.
pub async fn run(desk: &Desk, time: Duration) -> Outcome<(f64, Done, Done, i64)> {
    let between = Duration::from_secs_f64(f64::from(DESKS) / RATE);
    let start = Instant::now();
    let (mut desks, end) = (JoinSet::new(), start + time);
    for number in 0..DESKS {
        let first = start + between * number / DESKS;
        desks.spawn(book(desk.clone(), Connection::open(desk.address).await?, first, between, end));
    }
    let looking = tokio::spawn(look(desk.clone(), Connection::open(desk.address).await?, end));
    let mut booked = Noted::default();
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

impl Noted {
    fn done(self, name: &'static str, target: Option<f64>) -> Outcome<Done> {
        let spread = Spread::of(self.milliseconds).ok_or("no answer in time")?;
        Ok(Done { name, spread, failed: self.failed, target })
    }

    fn add(&mut self, since: Instant, status: u16) {
        self.milliseconds.push(since.elapsed().as_secs_f64() * 1_000.0);
        self.failed += usize::from(status != 200);
    }
}

/// Books at its times. Counted from the time that was due: who had to wait for the answer before has waited too.
async fn book(
    desk: Desk,
    mut connection: Connection,
    mut due: Instant,
    between: Duration,
    end: Instant,
) -> Outcome<Noted> {
    let mut noted = Noted::default();
    while due < end {
        let request = desk.call("book", &json!({ "visit": desk.visits.next()? }))?;
        sleep_until(due.into()).await;
        let answer = connection.exchange(&request).await?;
        noted.add(due, answer.status);
        due += between;
    }
    Ok(noted)
}

async fn look(desk: Desk, mut connection: Connection, end: Instant) -> Outcome<Noted> {
    let mut noted = Noted::default();
    let request = desk.call("list", &json!({ "query": BookingQuery::default() }))?;
    while Instant::now() < end {
        let sent = Instant::now();
        let answer = connection.exchange(&request).await?;
        noted.add(sent, answer.status);
        sleep(LOOK).await;
    }
    Ok(noted)
}
