//! The report as Markdown and JSON.

mod lines;
mod row;
mod table;

use crate::{http::ServerReport, queries::QueryResult, sizes::Download};
use jiff::Timestamp;
use serde::Serialize;
use std::thread;
pub use table::table;

/// All results. Serialized as `target/bench.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Environment of the measurements.
    pub machine: Machine,
    pub downloads: Vec<Download>,
    /// In the order of the command line.
    pub sizes: Vec<SizeReport>,
}

/// Environment of the measurements.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// Start of the measurements.
    pub at: String,
    /// Processors, shared by server, PostgreSQL and load generator.
    pub cores: usize,
    pub postgres: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct SizeReport {
    /// `S`, `M` or `L`.
    pub size: String,
    pub bookings: u32,
    pub queries: Vec<QueryResult>,
    /// Results over HTTP; `None` with `--queries`.
    pub served: Option<ServerReport>,
}

impl Machine {
    /// This machine, and the current time.
    pub fn this() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Machine { at: Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string(), cores, postgres: String::new() }
    }
}
