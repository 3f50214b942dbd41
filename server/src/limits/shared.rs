//! Rate limits counted in Redis or Valkey, shared by all processes of the salon.

use super::windows::{Decision, Usage, WINDOWS};
use redis::{
    Client, RedisResult,
    aio::{ConnectionManager, ConnectionManagerConfig},
};
use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Longest wait for Redis per request.
const RESPONSE_TIMEOUT: Duration = Duration::from_millis(100);
/// Time without attempts after Redis was unavailable.
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// The shared version of [`super::windows::RequestLog::check`]. Uses the clock of Redis because those of the processes
/// may differ. Returns whether the request is allowed, and for each window the number of requests and the age of the
/// oldest one in milliseconds.
const SCRIPT: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function after(window) return '(' .. (now - ARGV[2 * window]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
local windows = #ARGV / 2
local allowed = 1
for window = 1, windows do
  if redis.call('ZCOUNT', KEYS[1], after(window), '+inf') >= tonumber(ARGV[2 * window - 1]) then allowed = 0 end
end
if allowed == 1 then
  redis.call('ZADD', KEYS[1], now, time[1] .. ':' .. time[2] .. ':' .. redis.call('ZCARD', KEYS[1]))
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
local answer = {allowed}
for window = 1, windows do
  local oldest = redis.call('ZRANGEBYSCORE', KEYS[1], after(window), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  answer[#answer + 1] = redis.call('ZCOUNT', KEYS[1], after(window), '+inf')
  answer[#answer + 1] = oldest[2] and now - oldest[2] or 0
end
return answer
";

pub struct SharedLimiter {
    client: Client,
    connection: Mutex<Connection>,
}

#[derive(Default)]
struct Connection {
    /// Created at the first use; reconnects automatically.
    manager: Option<ConnectionManager>,
    /// When Redis last failed to respond; `None` while it is available.
    unavailable_since: Option<Instant>,
}

impl SharedLimiter {
    pub fn new(client: Client) -> Self {
        SharedLimiter { client, connection: Mutex::default() }
    }

    /// Checks and counts a request made now. `None` if Redis is unavailable.
    pub async fn check(&self, salon: &str, address: IpAddr) -> Option<Decision> {
        let mut redis = self.connection()?;
        match check(&mut redis, &format!("beauty-crm:{salon}:asked:{address}")).await {
            Ok((allowed, first, oldest_of_first, second, oldest_of_second)) => {
                if self.with(|connection| connection.unavailable_since.take()).is_some() {
                    tracing::info!("Redis is available again: rate limits are shared");
                }
                let first = Usage { count: first, oldest_ms: oldest_of_first };
                let second = Usage { count: second, oldest_ms: oldest_of_second };
                Some(Decision { allowed, usage: [first, second] })
            }
            Err(problem) => {
                if self.with(|connection| connection.unavailable_since.replace(Instant::now())).is_none() {
                    tracing::warn!(%problem, "Redis is unavailable: each process counts requests for itself");
                }
                None
            }
        }
    }

    fn connection(&self) -> Option<ConnectionManager> {
        self.with(|connection| {
            if connection.unavailable_since.is_some_and(|unavailable_since| unavailable_since.elapsed() < RETRY_DELAY) {
                return None;
            }
            if connection.manager.is_none() {
                let config = ConnectionManagerConfig::new()
                    .set_number_of_retries(0)
                    .set_connection_timeout(Some(RESPONSE_TIMEOUT))
                    .set_response_timeout(Some(RESPONSE_TIMEOUT));
                connection.manager = ConnectionManager::new_lazy_with_config(self.client.clone(), config).ok();
            }
            connection.manager.clone()
        })
    }

    fn with<T>(&self, action: impl FnOnce(&mut Connection) -> T) -> T {
        action(&mut self.connection.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn check(redis: &mut ConnectionManager, key: &str) -> RedisResult<(bool, u32, u64, u32, u64)> {
    let mut command = redis::cmd("EVAL");
    command.arg(SCRIPT).arg(1).arg(key);
    for window in WINDOWS {
        command.arg(window.max_requests).arg(window.period_ms);
    }
    command.query_async(redis).await
}
