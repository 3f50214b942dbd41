//! Settings by environment variable or command line option.

mod timeouts;

use clap::{Args, ValueEnum};
use domain::{bookings::UNDO_WITHIN, database::PoolSettings};
use ipnet::IpNet;
use jiff::SignedDuration;
use std::{net::SocketAddr, path::PathBuf};
pub use timeouts::Timeouts;

/// Settings of the program.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Address to listen on.
    #[arg(long, env = "CRM_ADDR", global = true, default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Folder of the private database.
    #[arg(long, env = "CRM_DATA_DIR", global = true, default_value = ".data")]
    pub data_dir: PathBuf,
    /// An existing PostgreSQL instead of the private one: postgres://user@host/database.
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// Folder of PostgreSQL's programs, if they are not found automatically.
    #[arg(long, env = "CRM_POSTGRES_BIN", global = true)]
    pub postgres_bin: Option<PathBuf>,
    /// Demo data for an empty database: 10,000, 100,000 or 1,000,000 bookings.
    #[arg(long, env = "CRM_DEMO", global = true, value_enum, ignore_case = true, default_value = "none")]
    pub demo: Demo,
    /// In production cookies need HTTPS, demo accounts are refused and logs are JSON.
    #[arg(long = "env", env = "CRM_ENV", global = true, value_enum, default_value = "development")]
    pub environment: Environment,
    /// Networks of reverse proxies whose `X-Forwarded-For` is trusted, e.g. `10.0.0.0/8,::1/128`.
    #[arg(long, env = "CRM_TRUSTED_PROXIES", global = true, value_delimiter = ',')]
    pub trusted_proxies: Vec<IpNet>,
    /// Whether an address is limited to 120 requests in any minute and 20 in any second. Default: on in production only.
    #[arg(long, env = "CRM_RATE_LIMIT", global = true, value_enum)]
    pub rate_limit: Option<Switch>,
    /// How many connections may be open at once. Default: 16,384, or what the limit of open files allows.
    #[arg(long, env = "CRM_CONNECTIONS", global = true)]
    pub connections: Option<usize>,
    /// How many of them one address may have, trusted proxies excepted.
    #[arg(long, env = "CRM_CONNECTIONS_PER_ADDRESS", global = true, default_value_t = 512)]
    pub connections_per_address: usize,
    /// How long the server waits for others.
    #[command(flatten)]
    pub timeouts: Timeouts,
    /// How many seconds a change of bookings can be undone; colleagues are notified afterwards.
    #[arg(long, env = "CRM_UNDO_SECONDS", global = true, default_value_t = UNDO_WITHIN.as_secs().unsigned_abs() as u32)]
    pub undo_seconds: u32,
    /// Minimum number of database connections.
    #[arg(long, env = "CRM_POOL_MIN", global = true, default_value_t = PoolSettings::default().min)]
    pub pool_min: u32,
    /// Maximum number of database connections. Default: four per core, from 8 to 100.
    #[arg(long, env = "CRM_POOL_MAX", global = true, default_value_t = PoolSettings::default().max)]
    pub pool_max: u32,
    /// Redis or Valkey, if several processes serve one salon: redis://host/. They use it to notify each other of changes
    /// and to share rate limits.
    #[arg(long, env = "CRM_REDIS_URL", global = true, hide_env_values = true, value_parser = redis)]
    pub redis_url: Option<redis::Client>,
    /// Log filter, e.g. `info,sqlx=warn`.
    #[arg(long, env = "CRM_LOG", global = true, default_value = "info")]
    pub log: String,
    /// Folder of the built site.
    #[arg(long, env = "LEPTOS_SITE_ROOT", global = true, default_value = "target/site")]
    pub site: PathBuf,
}

/// The error does not contain the value, which may include a password.
fn redis(address: &str) -> Result<redis::Client, &'static str> {
    redis::Client::open(address).map_err(|_| "not an address of a Redis, like redis://host/")
}

/// Amount of demo data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub enum Demo {
    /// 10,000 bookings
    S,
    /// 100,000 bookings
    M,
    /// 1,000,000 bookings
    L,
    /// No demo data
    #[value(name = "none")]
    None,
}

/// A setting that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// Enabled.
    On,
    /// Disabled.
    Off,
}

/// Kind of installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Environment {
    /// A developer's machine, without HTTPS.
    Development,
    /// A salon's server, behind HTTPS.
    Production,
}

impl Config {
    /// Whether this is a salon's server.
    pub fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }

    /// Whether rate limits are enabled.
    pub fn limits_rate(&self) -> bool {
        self.rate_limit.map_or(self.is_production(), |switch| switch == Switch::On)
    }

    /// How long a change of bookings can be undone.
    pub fn undo_within(&self) -> SignedDuration {
        SignedDuration::from_secs(self.undo_seconds.into())
    }

    /// Limits of the pool; `min` is at most `max`.
    pub fn pool(&self) -> PoolSettings {
        let max = self.pool_max.max(1);
        PoolSettings { min: self.pool_min.min(max), max, ..PoolSettings::default() }
    }
}
