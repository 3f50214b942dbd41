use super::Db;
use sqlx::{
    ConnectOptions as _, Connection as _,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{thread, time::Duration};
use tracing::log::LevelFilter;

/// How many connections there may be, and how long a request waits for one.
#[derive(Clone, Copy, Debug)]
pub struct PoolSettings {
    /// Kept open.
    pub min: u32,
    /// Never exceeded.
    pub max: u32,
    /// Then the request is answered 503.
    pub wait: Duration,
}

/// More connections at work than this for each core wait for the cores, and for each other with locks in their hands:
/// 32 clients who read and write on two cores got 2,120 answers per second from 8 connections, and 1,550 from 32.
const PER_CORE: usize = 4;

impl Default for PoolSettings {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let max = (cores * PER_CORE).clamp(8, 100) as u32;
        PoolSettings { min: 5, max, wait: Duration::from_secs(2) }
    }
}

/// Idle longer than this, a connection is asked whether it still lives; the database may have restarted meanwhile.
const TRUSTED_IDLE: Duration = Duration::from_secs(1);

/// The options that every connection of ours has.
pub fn options(options: PgConnectOptions) -> PgConnectOptions {
    options
        // Plans of this schema are known and short: compiling them, or starting workers for them, costs more than running
        // them.
        .options([
            ("jit", "off"),
            ("max_parallel_workers_per_gather", "0"),
            ("random_page_cost", "1.1"),
            ("timezone", "UTC"),
            // Nets below what should not happen: a day's lock that nobody gives back, a transaction that nobody ends.
            ("lock_timeout", "20s"),
            ("idle_in_transaction_session_timeout", "60s"),
        ])
        .statement_cache_capacity(256)
        .log_statements(LevelFilter::Trace)
        .log_slow_statements(LevelFilter::Warn, Duration::from_millis(200))
}

/// A pool that connects when first used: the server starts, and stays up, without its database.
pub fn connect(to: PgConnectOptions, pool: PoolSettings) -> Db {
    PgPoolOptions::new()
        .min_connections(pool.min)
        .max_connections(pool.max)
        .acquire_timeout(pool.wait)
        // A ping before every use would double the round trips of a page.
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > TRUSTED_IDLE {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options(to))
}
