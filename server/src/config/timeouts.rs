//! How long the server waits for others.

use clap::Args;
use std::time::Duration;

/// Timeouts of connections and requests.
#[derive(Args, Clone, Copy, Debug)]
pub struct Timeouts {
    /// Longest wait for the head of a request, in seconds.
    #[arg(long = "head-seconds", env = "CRM_HEAD_SECONDS", global = true, default_value = "10", value_parser = seconds)]
    pub head: Duration,
    /// Longest wait between two pieces of a request's body, in seconds.
    #[arg(long = "body-seconds", env = "CRM_BODY_SECONDS", global = true, default_value = "15", value_parser = seconds)]
    pub body: Duration,
    /// How long a connection without a request is kept, in seconds.
    #[arg(long = "idle-seconds", env = "CRM_IDLE_SECONDS", global = true, default_value = "60", value_parser = seconds)]
    pub idle: Duration,
    /// Longest wait for a client that takes nothing of its answer, in seconds.
    #[arg(long = "take-seconds", env = "CRM_TAKE_SECONDS", global = true, default_value = "30", value_parser = seconds)]
    pub take: Duration,
    /// Longest time that a request which reads may wait for the database, in seconds.
    #[arg(long = "read-seconds", env = "CRM_READ_SECONDS", global = true, default_value = "5", value_parser = seconds)]
    pub read: Duration,
    /// Longest time that a request which changes something may wait for the database, in seconds.
    #[arg(long = "write-seconds", env = "CRM_WRITE_SECONDS", global = true, default_value = "15", value_parser = seconds)]
    pub write: Duration,
}

fn seconds(typed: &str) -> Result<Duration, String> {
    let seconds = typed.parse().map_err(|_| "not a number of seconds")?;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    if duration.is_zero() { Err("must be longer than nothing".to_owned()) } else { Ok(duration) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_may_have_fractions_but_not_be_nothing() {
        assert_eq!(seconds("0.2"), Ok(Duration::from_millis(200)));
        assert_eq!(seconds("15"), Ok(Duration::from_secs(15)));
        for wrong in ["", "0", "-1", "NaN", "inf", "1e30", "ten"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
