use super::{Db, silence};
use sqlx::{
    ConnectOptions as _, Connection as _,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{thread, time::Duration};
use tracing::log::LevelFilter;

/// Size of the connection pool, and how long a request waits for a connection.
#[derive(Clone, Copy, Debug)]
pub struct PoolSettings {
    /// Idle connections that are kept open.
    pub min: u32,
    /// Upper limit of open connections.
    pub max: u32,
    /// How long to wait for a free connection before the request fails with 503.
    pub wait: Duration,
}

/// Connections per core. More of them wait for the cores while they hold locks: 32 clients that read and write on two
/// cores got 2,120 answers per second from 8 connections, and 1,550 from 32.
const PER_CORE: usize = 4;

impl Default for PoolSettings {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let max = (cores * PER_CORE).clamp(8, 100) as u32;
        PoolSettings { min: 5, max, wait: Duration::from_secs(2) }
    }
}

/// A connection that was idle for longer is pinged before use: the database may have restarted meanwhile.
const TRUSTED_IDLE: Duration = Duration::from_secs(1);
/// Longest wait for the answer to a ping before use.
const PING_TIMEOUT: Duration = Duration::from_millis(500);
/// Longest wait for a connection whose call was given up: its statement may still be running.
const RECOVERY_TIMEOUT: Duration = Duration::from_secs(1);
/// How long after a missed answer connections are pinged with a timeout when they are returned.
const SUSPICION: Duration = Duration::from_secs(30);

/// Adds the options of every connection: planner settings, UTC, timeouts, statement cache and slow statement log.
pub fn options(options: PgConnectOptions) -> PgConnectOptions {
    options
        // Queries are short and their plans known: JIT compilation and parallel workers cost more than they save.
        .options([
            ("jit", "off"),
            ("max_parallel_workers_per_gather", "0"),
            ("random_page_cost", "1.1"),
            ("timezone", "UTC"),
            // Last resort for bugs: a lock that is never released, a transaction that never ends.
            ("lock_timeout", "20s"),
            ("idle_in_transaction_session_timeout", "60s"),
        ])
        .statement_cache_capacity(256)
        .log_statements(LevelFilter::Trace)
        .log_slow_statements(LevelFilter::Warn, Duration::from_millis(200))
}

/// Like [`options`], for connections that answer requests: no statement takes longer than any request may, and the
/// server's end of a connection is closed when nobody is at the other end any more, so that its locks are released.
pub fn application_options(to: PgConnectOptions) -> PgConnectOptions {
    options(to).options([
        ("statement_timeout", "15s"),
        ("tcp_user_timeout", "10s"),
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "3"),
        ("tcp_keepalives_count", "3"),
    ])
}

/// A pool that connects on first use, so that the server starts and keeps running while the database is away.
pub fn connect(to: PgConnectOptions, pool: PoolSettings) -> Db {
    PgPoolOptions::new()
        .min_connections(pool.min)
        .max_connections(pool.max)
        .acquire_timeout(pool.wait)
        // A ping before each use would double the round trips of a page.
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                // The network may have dropped what was idle when the database did not answer.
                if silence::age().is_some_and(|age| meta.idle_for > age) {
                    return Err(silence::silent());
                }
                if meta.idle_for > TRUSTED_IDLE {
                    silence::answers(PING_TIMEOUT, connection.ping()).await?;
                }
                Ok(true)
            })
        })
        // The pool itself pings without a timeout.
        .after_release(|connection, _| {
            Box::pin(async move {
                if silence::age().is_some_and(|age| age < SUSPICION) {
                    silence::answers(RECOVERY_TIMEOUT, connection.ping()).await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options(to))
}
