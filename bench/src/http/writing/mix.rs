use super::{Mix, RequestTimes, WritingClient};
use crate::{
    BenchResult,
    http::{CONCURRENT_CLIENTS, Connection, WARM_UP, requests},
    queries::Sample,
    statistics::Spread,
    targets::{BOOK_MS, PAGE_CROWD_MS, STEP_MS},
};
use domain::bookings::BookingQuery;
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{task::JoinSet, time::sleep};

/// The sequence of requests of each client. A quarter of them writes: a front desk reads more than it writes.
const ACTION_CYCLE: [Action; 8] = [
    Action::List,
    Action::Search,
    Action::Book,
    Action::Open,
    Action::Filtered,
    Action::Step,
    Action::Figures,
    Action::Page,
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    List,
    Filtered,
    Search,
    Figures,
    Page,
    Book,
    Open,
    Step,
}

impl Action {
    fn name(self) -> &'static str {
        match self {
            Action::List => "list",
            Action::Filtered => "list, filtered, any page",
            Action::Search => "search",
            Action::Figures => "figures of 30 days",
            Action::Page => "bookings page",
            Action::Book => "book",
            Action::Open => "open a booking",
            Action::Step => "confirm",
        }
    }

    fn target(self) -> Option<f64> {
        match self {
            Action::Book => Some(BOOK_MS),
            Action::Step => Some(STEP_MS),
            Action::Page | Action::List | Action::Filtered => Some(PAGE_CROWD_MS),
            Action::Search | Action::Figures | Action::Open => None,
        }
    }
}

/// Action, milliseconds, and whether it succeeded.
type Timings = Vec<(Action, f64, bool)>;

/// Runs 32 clients concurrently, each with a pause between requests.
pub async fn run(client: &WritingClient, sample: &Sample, time: Duration, pause: Duration) -> BenchResult<Mix> {
    let queries = Arc::new(ReadQueries::of(sample));
    run_clients(client, &queries, WARM_UP, pause).await?;
    let start = Instant::now();
    let timings = run_clients(client, &queries, time, pause).await?;
    let seconds = start.elapsed().as_secs_f64();
    let done = |action: Action| {
        let of: Vec<_> = timings.iter().filter(|(done, _, _)| *done == action).collect();
        let failed = of.iter().filter(|(_, _, succeeded)| !succeeded).count();
        let spread = Spread::of(of.iter().map(|(_, ms, _)| *ms).collect());
        let spread = spread.ok_or_else(|| format!("no answer in time: {}", action.name()))?;
        // The targets apply to people, who pause.
        let target = action.target().filter(|_| !pause.is_zero());
        BenchResult::Ok(RequestTimes { name: action.name(), spread, failed, target })
    };
    Ok(Mix {
        done: ACTION_CYCLE.into_iter().map(done).collect::<BenchResult<_>>()?,
        per_second: timings.len() as f64 / seconds,
    })
}

async fn run_clients(
    client: &WritingClient,
    queries: &Arc<ReadQueries>,
    time: Duration,
    pause: Duration,
) -> BenchResult<Timings> {
    let mut clients = JoinSet::new();
    let end = Instant::now() + time;
    for number in 0..CONCURRENT_CLIENTS {
        let connection = Connection::open(client.address).await?;
        let running_client = run_client(client.clone(), connection, Arc::clone(queries), number, (pause, end));
        // Clients are not synchronized.
        let before = pause * u32::try_from(number)? / u32::try_from(CONCURRENT_CLIENTS)?;
        clients.spawn(async move {
            sleep(before).await;
            running_client.await
        });
    }
    let mut timings = Timings::new();
    while let Some(result) = clients.join_next().await {
        timings.extend(result??);
    }
    Ok(timings)
}

/// One client. Clients start at different actions.
async fn run_client(
    client: WritingClient,
    mut connection: Connection,
    queries: Arc<ReadQueries>,
    number: usize,
    (pause, end): (Duration, Instant),
) -> BenchResult<Timings> {
    let (mut timings, mut booked) = (Timings::new(), 0);
    for (count, action) in ACTION_CYCLE.into_iter().cycle().skip(number).enumerate() {
        let request = request(&client, &queries, action, number + count, booked)?;
        // Opening and confirming need a booking.
        let Some(request) = request else { continue };
        let sent = Instant::now();
        if sent >= end {
            break;
        }
        let response = connection.exchange(&request).await?;
        timings.push((action, sent.elapsed().as_secs_f64() * 1_000.0, response.status == 200));
        if action == Action::Book && response.status == 200 {
            booked = Booked::read(connection.body(response))?;
        }
        if !pause.is_zero() {
            sleep(pause).await;
        }
    }
    Ok(timings)
}

fn request(
    client: &WritingClient,
    queries: &ReadQueries,
    action: Action,
    count: usize,
    booked: i64,
) -> BenchResult<Option<Vec<u8>>> {
    let query = |list: &[BookingQuery]| json!({ "query": list.get(count % list.len().max(1)) });
    let of_one = |path: &str, body: Value| (booked != 0).then(|| client.call(path, &body)).transpose();
    match action {
        Action::List => client.call("list", &json!({ "query": BookingQuery::default() })).map(Some),
        Action::Filtered => client.call("list", &query(&queries.filters)).map(Some),
        Action::Search => client.call("list", &query(&queries.searches)).map(Some),
        Action::Figures => client.call("count", &query(&queries.months)).map(Some),
        Action::Page => Ok(Some(client.get("/crm/bookings"))),
        Action::Book => client.call("book", &json!({ "visit": client.visits.next()? })).map(Some),
        Action::Open => of_one("find", json!({ "id": booked })),
        Action::Step => of_one("step", json!({ "id": booked, "verb": "confirm" })),
    }
}

/// Queries of the reading actions.
struct ReadQueries {
    filters: Vec<BookingQuery>,
    searches: Vec<BookingQuery>,
    months: Vec<BookingQuery>,
}

impl ReadQueries {
    fn of(sample: &Sample) -> Self {
        ReadQueries {
            filters: requests::filters(sample),
            searches: requests::searches(sample),
            months: requests::months(sample),
        }
    }
}

/// The server's response to a new visit.
#[derive(Deserialize)]
struct Booked {
    bookings: Vec<i64>,
}

impl Booked {
    fn read(body: &[u8]) -> BenchResult<i64> {
        let booked: Booked = serde_json::from_slice(body)?;
        booked.bookings.first().copied().ok_or_else(|| "booked nothing".into())
    }
}
