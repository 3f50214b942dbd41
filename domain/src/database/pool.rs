use super::Db;
use sqlx::{
    ConnectOptions as _, Connection as _,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::Duration;
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

impl Default for PoolSettings {
    fn default() -> Self {
        PoolSettings { min: 5, max: 100, wait: Duration::from_secs(2) }
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
