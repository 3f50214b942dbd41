//! Benchmarks on data of three sizes, compared with targets: queries timed by PostgreSQL, pages and server functions
//! over HTTP, memory, and download sizes. `bin/bench --help` lists the options.
//!
//! The program runs on one thread, including the load generator, to leave the other cores to the server.

mod arguments;
mod database;
mod http;
mod measure;
mod memory;
mod queries;
mod report;
mod sizes;
mod statistics;
mod targets;

use arguments::Arguments;
use clap::Parser as _;
use database::Durations;
use std::{io, process::ExitCode};
use tracing::Level;
use tracing_subscriber::{Layer as _, filter::Targets, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// Any error ends the benchmark with a message.
pub type BenchResult<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let durations = Durations::default();
    // sqlx warns of slow statements, which the report lists anyway.
    let loud = Targets::new().with_default(Level::WARN).with_target("sqlx", Level::ERROR);
    let warnings = fmt::layer().with_writer(io::stderr).with_target(false).with_filter(loud);
    tracing_subscriber::registry().with(warnings).with(durations.layer()).init();
    match measure::all(Arguments::parse(), durations).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
