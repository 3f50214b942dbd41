//! What processes of one salon say to each other: hints, never truth. Whoever misses one is late by a poll at most.

use super::{hub::Live, presence::Elsewhere};
use futures::StreamExt as _;
use redis::{Client, ErrorKind, RedisResult, aio::MultiplexedConnection};
use serde::{Deserialize, Serialize};
use std::{
    convert::Infallible,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::mpsc::{self, Receiver, Sender},
    time::{interval, sleep},
};

/// Hints that wait for Redis; what is more gets lost.
const WAITING: usize = 1_024;
/// Between two tries to reach a Redis that is away.
const PAUSE: Duration = Duration::from_secs(1);
/// Processes say so often who is there; those that do not are taken to have ended (see `presence.rs`).
const PRESENT: Duration = Duration::from_secs(5);

/// One thing worth knowing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "hint", rename_all = "snake_case")]
pub enum Hint {
    /// Something was done, or the feed has grown.
    Look,
    /// Who has pages open at the process that says so.
    People {
        /// All of them.
        people: Vec<Elsewhere>,
    },
    /// Whoever says this has just come, and wants to know who is there.
    Hello,
}

#[derive(Serialize, Deserialize)]
struct Letter {
    /// Which process says it.
    from: u64,
    hint: Hint,
}

/// The way to the salon's other processes.
pub struct Bus {
    out: Option<Sender<Hint>>,
    /// What [`carry`] takes.
    post: Mutex<Option<(Client, Receiver<Hint>)>>,
}

impl Bus {
    /// Over Redis or Valkey; without one the process is alone.
    pub fn new(redis: Option<Client>) -> Self {
        let Some(client) = redis else { return Bus { out: None, post: Mutex::new(None) } };
        let (out, post) = mpsc::channel(WAITING);
        Bus { out: Some(out), post: Mutex::new(Some((client, post))) }
    }

    /// Whether there may be other processes.
    pub fn is_shared(&self) -> bool {
        self.out.is_some()
    }

    /// Says something to the others; it may get lost.
    pub fn publish(&self, hint: Hint) {
        if let Some(out) = &self.out {
            // Full: Redis is away, and what it would say is found by polling.
            let _ = out.try_send(hint);
        }
    }

    fn take(&self) -> Option<(Client, Receiver<Hint>)> {
        self.post.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Carries hints to and fro for as long as the process runs, whether Redis is there or not.
pub async fn carry(live: &Live, salon: &str) {
    let Some((client, mut post)) = live.shared().bus.take() else { return };
    let (channel, me) = (format!("beauty-crm:{salon}"), random());
    let mut away = false;
    loop {
        let Err(problem) = exchange(live, &client, &channel, me, &mut post, &mut away).await;
        if !std::mem::replace(&mut away, true) {
            tracing::warn!(%problem, "Redis is away: what happens at other processes is found by polling");
        }
        // What is said meanwhile would be late.
        while post.try_recv().is_ok() {}
        sleep(PAUSE).await;
    }
}

/// Ends with why it cannot go on.
async fn exchange(
    live: &Live,
    client: &Client,
    channel: &str,
    me: u64,
    post: &mut Receiver<Hint>,
    away: &mut bool,
) -> RedisResult<Infallible> {
    let mut heard = client.get_async_pubsub().await?;
    heard.subscribe(channel).await?;
    let mut out = client.get_multiplexed_async_connection().await?;
    let mut heard = heard.into_on_message();
    tell(&mut out, channel, me, Hint::Hello).await?;
    if std::mem::take(away) {
        tracing::info!("Redis is back");
    }
    // Hints were missed until now.
    live.heard();
    let mut present = interval(PRESENT);
    loop {
        tokio::select! {
            letter = heard.next() => {
                let letter = letter.ok_or((ErrorKind::Io, "the connection has ended"))?;
                let text: String = letter.get_payload()?;
                match serde_json::from_str(&text) {
                    Ok(Letter { from, hint }) if from != me => take_in(live, from, hint),
                    Ok(_) => {}
                    Err(problem) => tracing::debug!(%problem, "another version's hint"),
                }
            }
            Some(hint) = post.recv() => tell(&mut out, channel, me, hint).await?,
            _ = present.tick() => live.publish_presence(),
        }
    }
}

async fn tell(out: &mut MultiplexedConnection, channel: &str, from: u64, hint: Hint) -> RedisResult<()> {
    // A hint is of numbers and names: it can be written.
    let letter = serde_json::to_string(&Letter { from, hint }).unwrap_or_default();
    redis::cmd("PUBLISH").arg(channel).arg(letter).query_async(out).await
}

fn take_in(live: &Live, from: u64, hint: Hint) {
    match hint {
        Hint::Look => live.heard(),
        Hint::People { people } => live.elsewhere(from, people),
        Hint::Hello => live.publish_presence(),
    }
}

/// Which process this is: no two are alike.
fn random() -> u64 {
    let mut bytes = [0; 8];
    // Without the system's randomness nobody could sign in either.
    let _ = getrandom::fill(&mut bytes);
    u64::from_ne_bytes(bytes) ^ u64::from(std::process::id())
}
