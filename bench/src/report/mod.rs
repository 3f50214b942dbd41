//! What was measured, for people and for programs.

mod lines;
mod row;
mod table;

use crate::{http::Served, queries::QueryResult, sizes::Download};
use jiff::Timestamp;
use serde::Serialize;
use std::thread;
pub use table::table;

/// Everything.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Where and when.
    pub machine: Machine,
    /// What a browser downloads.
    pub downloads: Vec<Download>,
    /// Each size, in the order in which it was asked for.
    pub sizes: Vec<SizeReport>,
}

/// Where and when.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// When it began.
    pub at: String,
    /// Processors, shared by server, PostgreSQL and load.
    pub cores: usize,
    /// PostgreSQL's version.
    pub postgres: String,
}

/// One size.
#[derive(Clone, Debug, Serialize)]
pub struct SizeReport {
    /// S, M or L.
    pub size: String,
    /// Its bookings.
    pub bookings: u32,
    /// In the database.
    pub queries: Vec<QueryResult>,
    /// Over HTTP; `None` where only queries were asked for.
    pub served: Option<Served>,
}

impl Machine {
    /// This one, now.
    pub fn this() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Machine { at: Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string(), cores, postgres: String::new() }
    }
}
