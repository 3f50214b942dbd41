//! The server while bookings are made, by many people at once and by more than usual; on a copy of the salon.

mod burst;
mod mix;
mod visits;

use super::{
    process::Server,
    requests::{get, sign_in},
};
use crate::{Outcome, arguments::Arguments, database::FilledSalon, queries::Sample, statistics::Spread};
use demo::Size;
use domain::{Db, database::miscounts};
use serde::Serialize;
use std::{net::SocketAddr, sync::Arc, time::Duration};
pub use visits::Visits;

/// What the server does while it is written to.
#[derive(Clone, Debug, Serialize)]
pub struct Writing {
    /// 32 people who do something ten times a second each.
    pub people: Mix,
    /// The same without a pause: the machine is full.
    pub full: Mix,
    /// More bookings than any salon has.
    pub burst: Burst,
}

/// What 32 people do in turn.
#[derive(Clone, Debug, Serialize)]
pub struct Mix {
    /// Each thing.
    pub done: Vec<Done>,
    /// All of them, per second.
    pub per_second: f64,
}

/// How long one kind of request took.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// What was asked.
    pub name: &'static str,
    /// In milliseconds.
    pub spread: Spread,
    /// Answers other than 200.
    pub failed: usize,
    /// What is promised of the 95th percentile, in milliseconds.
    pub target: Option<f64>,
}

/// Bookings that arrive at a fixed rate.
#[derive(Clone, Debug, Serialize)]
pub struct Burst {
    /// Booked per second.
    pub per_second: f64,
    /// From the moment at which each was due to its answer, in milliseconds.
    pub booked: Done,
    /// The list meanwhile.
    pub listed: Done,
    /// Bookings that were acknowledged and are not there, or the other way round.
    pub lost: i64,
    /// Figures and totals that a full count finds wrong after it.
    pub miscounts: i64,
}

/// Somebody at a desk is never faster than this.
const PAUSE: Duration = Duration::from_millis(100);

/// Whom all of it asks.
#[derive(Clone)]
struct Desk {
    address: SocketAddr,
    cookie: String,
    visits: Arc<Visits>,
}

impl Desk {
    fn get(&self, path: &str) -> Vec<u8> {
        get(self.address, &self.cookie, path)
    }

    fn call(&self, path: &str, body: &serde_json::Value) -> Outcome<Vec<u8>> {
        super::requests::call(self.address, &self.cookie, &format!("bookings/{path}"), body)
    }
}

/// Copies the salon, lets many write to it, and counts.
pub async fn measure(size: Size, salon: &FilledSalon, sample: &Sample, arguments: &Arguments) -> Outcome<Writing> {
    salon.make_copy().await?;
    let server = Server::start(&salon.copy_url(), arguments).await?;
    let db = salon.copy();
    let visits = Arc::new(Visits::of(&db).await?);
    let desk = Desk { address: server.address, cookie: sign_in(server.address).await?, visits };
    eprintln!("{size:?}: reading and writing");
    let people = mix::run(&desk, sample, arguments.mixed(), PAUSE).await?;
    let full = mix::run(&desk, sample, arguments.mixed(), Duration::ZERO).await?;
    eprintln!("{size:?}: a burst of bookings");
    let before = bookings(&db).await?;
    let (per_second, booked, listed, acknowledged) = burst::run(&desk, arguments.burst()).await?;
    let lost = bookings(&db).await? - before - acknowledged;
    let miscounts = miscounts(&db).await?;
    db.close().await;
    server.stop().await?;
    salon.drop_copy().await?;
    Ok(Writing { people, full, burst: Burst { per_second, booked, listed, lost: lost.abs(), miscounts } })
}

async fn bookings(db: &Db) -> Outcome<i64> {
    Ok(sqlx::query_scalar("SELECT count(*) FROM bookings").fetch_one(db).await?)
}
