use clap::Parser;
use demo::Size;
use std::{path::PathBuf, time::Duration};

/// Compares measurements of the product with its targets.
///
/// Each size has a private PostgreSQL of its own, filled with demo data. Prints one table (Markdown) and writes the
/// same as JSON. Exits with 0 whether targets are met or not: a benchmark is read, not passed.
#[derive(Clone, Debug, Parser)]
#[command(name = "bin/bench", version, args_override_self = true)]
pub struct Arguments {
    /// S, M, L: 10,000, 100,000 and 1,000,000 bookings
    #[arg(default_values = ["S", "M", "L"])]
    pub sizes: Vec<Size>,
    /// Fewer repetitions: for a first look, not for the README
    #[arg(long)]
    pub quick: bool,
    /// Only the queries in the database
    #[arg(long)]
    pub queries: bool,
    /// Only reading and writing at once, and the burst
    #[arg(long, conflicts_with = "queries")]
    pub writing: bool,
    /// Keeps the filled databases in this folder, and takes those that are there already
    #[arg(long, env = "CRM_BENCH_DIR")]
    pub dir: Option<PathBuf>,
    /// Folder of PostgreSQL's programs, where they are not found by themselves
    #[arg(long, env = "CRM_POSTGRES_BIN")]
    pub postgres_bin: Option<PathBuf>,
    /// The server's program, optimised
    #[arg(long, default_value = "target/release/server")]
    pub server: PathBuf,
    /// Folder of the site, built with -P
    #[arg(long, env = "LEPTOS_SITE_ROOT", default_value = "target/site")]
    pub site: PathBuf,
    /// Folder of the script that loads pages in a browser, with its packages installed
    #[arg(long, default_value = "bench/browser")]
    pub browser: PathBuf,
    /// Where the JSON goes
    #[arg(long, default_value = "target/bench.json")]
    pub json: PathBuf,
}

impl Arguments {
    /// Number of measured calls of each query.
    pub fn calls(&self) -> usize {
        if self.quick { 40 } else { 200 }
    }

    /// How often each page is loaded in a browser.
    pub fn page_loads(&self) -> usize {
        if self.quick { 1 } else { 3 }
    }

    /// Duration of a measurement over one connection.
    pub fn alone(&self) -> Duration {
        Duration::from_secs(if self.quick { 1 } else { 3 })
    }

    /// Duration of mixed reading and writing with 32 clients.
    pub fn mixed(&self) -> Duration {
        Duration::from_secs(if self.quick { 3 } else { 15 })
    }

    /// Duration of the burst, in which bookings arrive at a fixed rate.
    pub fn burst(&self) -> Duration {
        Duration::from_secs(if self.quick { 5 } else { 60 })
    }

    /// Duration of a measurement over 32 connections.
    pub fn crowd(&self) -> Duration {
        Duration::from_secs(if self.quick { 1 } else { 5 })
    }
}
