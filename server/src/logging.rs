//! Structured logs. Failures of the log do not affect requests.

mod resilient;

use crate::config::Config;
pub use resilient::Resilient;
use std::io;
use tracing_subscriber::{EnvFilter, Layer as _, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// Logs to standard error: JSON in production, text otherwise.
pub fn start(config: &Config) {
    let (filter, problem) = match EnvFilter::try_new(&config.log) {
        Ok(filter) => (filter, None),
        Err(problem) => (EnvFilter::new("info"), Some(problem)),
    };
    let lines = fmt::layer().with_writer(|| Resilient(io::stderr()));
    let lines = if config.is_production() { lines.json().boxed() } else { lines.with_target(false).boxed() };
    // Tests may call this more than once per process.
    let started = tracing_subscriber::registry().with(lines.with_filter(filter)).try_init();
    if let (Ok(()), Some(problem)) = (started, problem) {
        tracing::warn!(%problem, "CRM_LOG is not a filter; logging at info");
    }
}
