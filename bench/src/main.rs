//! Measures the product against its targets, on data of three sizes: its queries as PostgreSQL itself times them, its
//! pages and server functions over HTTP, its memory, and what a browser downloads. `bin/bench --help` says how.
//!
//! One thread does everything here, the load on the server included: the machine's other cores are the server's.

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

/// A result of the benchmark's own: whatever goes wrong ends it, in words.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let durations = Durations::default();
    // What is slow is in the table.
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
