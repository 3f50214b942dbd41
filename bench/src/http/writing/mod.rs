//! Measurements that create bookings, on a copy of the database.

mod burst;
mod mix;
mod visits;

use super::{
    process::Server,
    requests::{get, sign_in},
};
use crate::{BenchResult, arguments::Arguments, database::FilledSalon, queries::Sample, statistics::Spread};
use demo::Size;
use domain::{Db, database::miscounts};
use serde::Serialize;
use std::{net::SocketAddr, sync::Arc, time::Duration};
pub use visits::Visits;

/// Results of reading and writing.
#[derive(Clone, Debug, Serialize)]
pub struct Writing {
    /// 32 clients that send ten requests per second each.
    pub people: Mix,
    /// The same without pauses, at full load.
    pub full: Mix,
    /// Bookings that arrive at a higher rate than in any salon.
    pub burst: Burst,
}

/// Results of mixed requests of 32 clients.
#[derive(Clone, Debug, Serialize)]
pub struct Mix {
    pub done: Vec<RequestTimes>,
    /// Requests of all kinds per second.
    pub per_second: f64,
}

/// Times of one kind of request.
#[derive(Clone, Debug, Serialize)]
pub struct RequestTimes {
    pub name: &'static str,
    /// Duration in milliseconds.
    pub spread: Spread,
    /// Responses with a status other than 200.
    pub failed: usize,
    /// Target of the 95th percentile, in milliseconds.
    pub target: Option<f64>,
}

/// Bookings that arrive at a fixed rate.
#[derive(Clone, Debug, Serialize)]
pub struct Burst {
    pub per_second: f64,
    /// Times from the due time to the response.
    pub booked: RequestTimes,
    /// Times of the list during the burst.
    pub listed: RequestTimes,
    /// Difference between acknowledged and stored bookings.
    pub lost: i64,
    /// Number of figures and totals that differ from a full count afterwards.
    pub miscounts: i64,
}

/// Time between two requests of one client.
const PAUSE_BETWEEN_REQUESTS: Duration = Duration::from_millis(100);

/// A signed-in client that creates bookings.
#[derive(Clone)]
struct WritingClient {
    address: SocketAddr,
    cookie: String,
    visits: Arc<Visits>,
}

impl WritingClient {
    fn get(&self, path: &str) -> Vec<u8> {
        get(self.address, &self.cookie, path)
    }

    fn call(&self, path: &str, body: &serde_json::Value) -> BenchResult<Vec<u8>> {
        super::requests::call(self.address, &self.cookie, &format!("bookings/{path}"), body)
    }
}

/// Copies the database, measures, and compares the counts.
pub async fn measure(size: Size, salon: &FilledSalon, sample: &Sample, arguments: &Arguments) -> BenchResult<Writing> {
    salon.make_copy().await?;
    let server = Server::start(&salon.copy_url(), arguments).await?;
    let db = salon.copy();
    let visits = Arc::new(Visits::of(&db).await?);
    let client = WritingClient { address: server.address, cookie: sign_in(server.address).await?, visits };
    eprintln!("{size:?}: reading and writing");
    let people = mix::run(&client, sample, arguments.mixed(), PAUSE_BETWEEN_REQUESTS).await?;
    let full = mix::run(&client, sample, arguments.mixed(), Duration::ZERO).await?;
    eprintln!("{size:?}: a burst of bookings");
    let before = bookings(&db).await?;
    let (per_second, booked, listed, acknowledged) = burst::run(&client, arguments.burst()).await?;
    let lost = bookings(&db).await? - before - acknowledged;
    let miscounts = miscounts(&db).await?;
    db.close().await;
    server.stop().await?;
    salon.drop_copy().await?;
    Ok(Writing { people, full, burst: Burst { per_second, booked, listed, lost: lost.abs(), miscounts } })
}

async fn bookings(db: &Db) -> BenchResult<i64> {
    Ok(sqlx::query_scalar("SELECT count(*) FROM bookings").fetch_one(db).await?)
}
