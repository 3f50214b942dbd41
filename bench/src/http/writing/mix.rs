use super::{Desk, Done, Mix};
use crate::{
    Outcome,
    http::{CROWD, Connection, WARM, requests},
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

/// What everybody does over and over, a quarter of it writing: a front desk reads more than it writes.
const TURN: [Act; 8] =
    [Act::List, Act::Search, Act::Book, Act::Open, Act::Filtered, Act::Step, Act::Figures, Act::Page];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    List,
    Filtered,
    Search,
    Figures,
    Page,
    Book,
    Open,
    Step,
}

impl Act {
    fn name(self) -> &'static str {
        match self {
            Act::List => "list",
            Act::Filtered => "list, filtered, any page",
            Act::Search => "search",
            Act::Figures => "figures of 30 days",
            Act::Page => "bookings page",
            Act::Book => "book",
            Act::Open => "open a booking",
            Act::Step => "confirm",
        }
    }

    fn target(self) -> Option<f64> {
        match self {
            Act::Book => Some(BOOK_MS),
            Act::Step => Some(STEP_MS),
            Act::Page | Act::List | Act::Filtered => Some(PAGE_CROWD_MS),
            Act::Search | Act::Figures | Act::Open => None,
        }
    }
}

/// What each of them took, in milliseconds, and whether it went well.
type Noted = Vec<(Act, f64, bool)>;

/// Lets 32 people work for a while, each with a pause between two things.
pub async fn run(desk: &Desk, sample: &Sample, time: Duration, pause: Duration) -> Outcome<Mix> {
    let asked = Arc::new(Asked::of(sample));
    crowd(desk, &asked, WARM, pause).await?;
    let start = Instant::now();
    let noted = crowd(desk, &asked, time, pause).await?;
    let seconds = start.elapsed().as_secs_f64();
    let done = |act: Act| {
        let of: Vec<_> = noted.iter().filter(|(noted, _, _)| *noted == act).collect();
        let failed = of.iter().filter(|(_, _, well)| !well).count();
        let spread = Spread::of(of.iter().map(|(_, ms, _)| *ms).collect());
        let spread = spread.ok_or_else(|| format!("no answer in time: {}", act.name()))?;
        // What is promised is promised to people.
        let target = act.target().filter(|_| !pause.is_zero());
        Outcome::Ok(Done { name: act.name(), spread, failed, target })
    };
    Ok(Mix { done: TURN.into_iter().map(done).collect::<Outcome<_>>()?, per_second: noted.len() as f64 / seconds })
}

async fn crowd(desk: &Desk, asked: &Arc<Asked>, time: Duration, pause: Duration) -> Outcome<Noted> {
    let mut people = JoinSet::new();
    let end = Instant::now() + time;
    for number in 0..CROWD {
        let connection = Connection::open(desk.address).await?;
        let work = work(desk.clone(), connection, Arc::clone(asked), number, (pause, end));
        // They do not begin in step.
        let before = pause * u32::try_from(number)? / u32::try_from(CROWD)?;
        people.spawn(async move {
            sleep(before).await;
            work.await
        });
    }
    let mut noted = Noted::new();
    while let Some(person) = people.join_next().await {
        noted.extend(person??);
    }
    Ok(noted)
}

/// One of them; they begin at different places of a turn.
async fn work(
    desk: Desk,
    mut connection: Connection,
    asked: Arc<Asked>,
    number: usize,
    (pause, end): (Duration, Instant),
) -> Outcome<Noted> {
    let (mut noted, mut booked) = (Noted::new(), 0);
    for (count, act) in TURN.into_iter().cycle().skip(number).enumerate() {
        let request = request(&desk, &asked, act, number + count, booked)?;
        // Before the first booking there is nothing to open or to confirm.
        let Some(request) = request else { continue };
        let sent = Instant::now();
        if sent >= end {
            break;
        }
        let answer = connection.exchange(&request).await?;
        noted.push((act, sent.elapsed().as_secs_f64() * 1_000.0, answer.status == 200));
        if act == Act::Book && answer.status == 200 {
            booked = Booked::read(connection.body(answer))?;
        }
        if !pause.is_zero() {
            sleep(pause).await;
        }
    }
    Ok(noted)
}

fn request(desk: &Desk, asked: &Asked, act: Act, count: usize, booked: i64) -> Outcome<Option<Vec<u8>>> {
    let query = |list: &[BookingQuery]| json!({ "query": list.get(count % list.len().max(1)) });
    let of_one = |path: &str, body: Value| (booked != 0).then(|| desk.call(path, &body)).transpose();
    match act {
        Act::List => desk.call("list", &json!({ "query": BookingQuery::default() })).map(Some),
        Act::Filtered => desk.call("list", &query(&asked.filters)).map(Some),
        Act::Search => desk.call("list", &query(&asked.searches)).map(Some),
        Act::Figures => desk.call("count", &query(&asked.months)).map(Some),
        Act::Page => Ok(Some(desk.get("/crm/bookings"))),
        Act::Book => desk.call("book", &json!({ "visit": desk.visits.next()? })).map(Some),
        Act::Open => of_one("find", json!({ "id": booked })),
        Act::Step => of_one("step", json!({ "id": booked, "verb": "confirm" })),
    }
}

/// What is read meanwhile.
struct Asked {
    filters: Vec<BookingQuery>,
    searches: Vec<BookingQuery>,
    months: Vec<BookingQuery>,
}

impl Asked {
    fn of(sample: &Sample) -> Self {
        Asked {
            filters: requests::filters(sample),
            searches: requests::searches(sample),
            months: requests::months(sample),
        }
    }
}

/// The server's answer to a visit.
#[derive(Deserialize)]
struct Booked {
    bookings: Vec<i64>,
}

impl Booked {
    fn read(body: &[u8]) -> Outcome<i64> {
        let booked: Booked = serde_json::from_slice(body)?;
        booked.bookings.first().copied().ok_or_else(|| "booked nothing".into())
    }
}
