//! Messages between server processes of one salon. They are only hints: a process that misses one notices the change
//! with its next poll of the database.

use super::{hub::Live, presence::RemotePerson};
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

/// Capacity of the queue to Redis; further hints are dropped.
const QUEUE_CAPACITY: usize = 1_024;
/// Delay between attempts to connect to Redis.
const RETRY_DELAY: Duration = Duration::from_secs(1);
/// Interval of `Hint::People`. A process that stops sending it is considered ended (see `presence.rs`).
const PRESENCE_INTERVAL: Duration = Duration::from_secs(5);

/// What one process says to the others over the bus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "hint", rename_all = "snake_case")]
pub enum Hint {
    /// Data or the feed may have changed.
    Look,
    /// The people with open pages at the sending process.
    People {
        /// All people, not only changes.
        people: Vec<RemotePerson>,
    },
    /// The sending process has just connected and asks the others for their people.
    Hello,
}

#[derive(Serialize, Deserialize)]
struct BusMessage {
    /// Id of the sending process.
    from: u64,
    hint: Hint,
}

/// Connection to the salon's other server processes.
pub struct Bus {
    sender: Option<Sender<Hint>>,
    /// The receiving end of `sender`, until [`run`] takes it.
    outgoing: Mutex<Option<(Client, Receiver<Hint>)>>,
}

impl Bus {
    /// A bus over Redis or Valkey; `None` for a single process.
    pub fn new(redis: Option<Client>) -> Self {
        let Some(client) = redis else { return Bus { sender: None, outgoing: Mutex::new(None) } };
        let (sender, outgoing) = mpsc::channel(QUEUE_CAPACITY);
        Bus { sender: Some(sender), outgoing: Mutex::new(Some((client, outgoing))) }
    }

    /// Whether other processes may exist.
    pub fn is_shared(&self) -> bool {
        self.sender.is_some()
    }

    /// Queues a hint for the other processes. It may get lost.
    pub fn publish(&self, hint: Hint) {
        if let Some(sender) = &self.sender {
            // The queue is full while Redis is unavailable; polling replaces the hints.
            let _ = sender.try_send(hint);
        }
    }

    fn take_receiver(&self) -> Option<(Client, Receiver<Hint>)> {
        self.outgoing.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Exchanges hints until the process ends, and reconnects when Redis becomes unavailable.
pub async fn run(live: &Live, salon: &str) {
    let Some((client, mut outgoing)) = live.shared().bus.take_receiver() else { return };
    let (channel, process) = (format!("beauty-crm:{salon}"), random_process_id());
    let mut is_disconnected = false;
    loop {
        let Err(problem) = exchange(live, &client, &channel, process, &mut outgoing, &mut is_disconnected).await;
        if !std::mem::replace(&mut is_disconnected, true) {
            tracing::warn!(%problem, "Redis is unavailable: changes of other processes are found by polling");
        }
        // Hints queued during the outage are obsolete.
        while outgoing.try_recv().is_ok() {}
        sleep(RETRY_DELAY).await;
    }
}

/// Exchanges hints until the socket fails; returns the reason.
async fn exchange(
    live: &Live,
    client: &Client,
    channel: &str,
    process: u64,
    outgoing: &mut Receiver<Hint>,
    is_disconnected: &mut bool,
) -> RedisResult<Infallible> {
    let mut incoming = client.get_async_pubsub().await?;
    incoming.subscribe(channel).await?;
    let mut sender = client.get_multiplexed_async_connection().await?;
    let mut incoming = incoming.into_on_message();
    publish_message(&mut sender, channel, process, Hint::Hello).await?;
    if std::mem::take(is_disconnected) {
        tracing::info!("Redis is available again");
    }
    // Hints may have been missed before the subscription.
    live.remote_change();
    let mut presence_interval = interval(PRESENCE_INTERVAL);
    loop {
        tokio::select! {
            message = incoming.next() => {
                let message = message.ok_or((ErrorKind::Io, "the connection has ended"))?;
                let text: String = message.get_payload()?;
                match serde_json::from_str(&text) {
                    Ok(BusMessage { from, hint }) if from != process => handle(live, from, hint),
                    Ok(_) => {}
                    Err(problem) => tracing::debug!(%problem, "unknown hint, probably of another version"),
                }
            }
            Some(hint) = outgoing.recv() => publish_message(&mut sender, channel, process, hint).await?,
            _ = presence_interval.tick() => live.publish_people(),
        }
    }
}

async fn publish_message(sender: &mut MultiplexedConnection, channel: &str, from: u64, hint: Hint) -> RedisResult<()> {
    // Serialization of numbers and strings cannot fail.
    let message = serde_json::to_string(&BusMessage { from, hint }).unwrap_or_default();
    redis::cmd("PUBLISH").arg(channel).arg(message).query_async(sender).await
}

fn handle(live: &Live, from: u64, hint: Hint) {
    match hint {
        Hint::Look => live.remote_change(),
        Hint::People { people } => live.update_remote_people(from, people),
        Hint::Hello => live.publish_people(),
    }
}

/// A random id of this process.
fn random_process_id() -> u64 {
    let mut bytes = [0; 8];
    // The process id still distinguishes processes of one machine if the system has no randomness.
    let _ = getrandom::fill(&mut bytes);
    u64::from_ne_bytes(bytes) ^ u64::from(std::process::id())
}
