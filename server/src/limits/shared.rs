//! What addresses have asked of all processes of the salon, kept in Redis or Valkey.

use super::windows::{Used, Verdict, WINDOWS};
use redis::{
    Client, RedisResult,
    aio::{ConnectionManager, ConnectionManagerConfig},
};
use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A Redis that takes longer does not answer.
const PATIENCE: Duration = Duration::from_millis(100);
/// One that did not answer is not asked for so long.
const REST: Duration = Duration::from_secs(1);

/// [`super::windows::History::ask`], where all processes share it: counted by Redis' own clock, so that theirs need not
/// agree. Answers whether it is allowed, and for each window how many count and how old the oldest is.
const ASK: &str = "
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

pub struct Shared {
    client: Client,
    connection: Mutex<Connection>,
}

#[derive(Default)]
struct Connection {
    /// Made when it is first needed; it finds its way back by itself.
    manager: Option<ConnectionManager>,
    /// When Redis did not answer last; `None`: it does.
    failed: Option<Instant>,
}

impl Shared {
    pub fn new(client: Client) -> Self {
        Shared { client, connection: Mutex::default() }
    }

    /// Asks for a request that is made now. `None`: Redis is away.
    pub async fn ask(&self, salon: &str, address: IpAddr) -> Option<Verdict> {
        let mut redis = self.connection()?;
        match ask(&mut redis, &format!("beauty-crm:{salon}:asked:{address}")).await {
            Ok((allowed, first, oldest_of_first, second, oldest_of_second)) => {
                if self.with(|connection| connection.failed.take()).is_some() {
                    tracing::info!("Redis counts again who asks how much");
                }
                let first = Used { count: first, oldest: oldest_of_first };
                let second = Used { count: second, oldest: oldest_of_second };
                Some(Verdict { allowed, used: [first, second] })
            }
            Err(problem) => {
                if self.with(|connection| connection.failed.replace(Instant::now())).is_none() {
                    tracing::warn!(%problem, "Redis is away: each process counts for itself who asks how much");
                }
                None
            }
        }
    }

    fn connection(&self) -> Option<ConnectionManager> {
        self.with(|connection| {
            if connection.failed.is_some_and(|failed| failed.elapsed() < REST) {
                return None;
            }
            if connection.manager.is_none() {
                let config = ConnectionManagerConfig::new()
                    .set_number_of_retries(0)
                    .set_connection_timeout(Some(PATIENCE))
                    .set_response_timeout(Some(PATIENCE));
                connection.manager = ConnectionManager::new_lazy_with_config(self.client.clone(), config).ok();
            }
            connection.manager.clone()
        })
    }

    fn with<T>(&self, what: impl FnOnce(&mut Connection) -> T) -> T {
        what(&mut self.connection.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn ask(redis: &mut ConnectionManager, key: &str) -> RedisResult<(bool, u32, u64, u32, u64)> {
    let mut command = redis::cmd("EVAL");
    command.arg(ASK).arg(1).arg(key);
    for window in WINDOWS {
        command.arg(window.most).arg(window.per);
    }
    command.query_async(redis).await
}
