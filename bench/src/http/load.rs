use super::{Connection, requests::Kind};
use crate::BenchResult;
use std::{
    io,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{task::JoinSet, time::timeout};

/// Results of many requests of one kind.
#[derive(Default)]
pub struct Load {
    pub milliseconds: Vec<f64>,
    /// Responses with a status other than 200.
    pub failed: usize,
    bytes: u64,
    seconds: f64,
}

/// Added to the duration; a server that has not responded by then hangs.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Sends requests over several connections, each the next one as soon as the previous one is answered.
pub async fn run(address: SocketAddr, kind: &Kind, connections: usize, time: Duration) -> BenchResult<Load> {
    let requests: Arc<[Vec<u8>]> = kind.requests.clone().into();
    let mut open = Vec::new();
    for _ in 0..connections {
        open.push(Connection::open(address).await?);
    }
    let start = Instant::now();
    let mut clients = JoinSet::new();
    for (number, connection) in open.into_iter().enumerate() {
        clients.spawn(send(connection, Arc::clone(&requests), number, start + time));
    }
    let mut load = Load::default();
    let all = async {
        while let Some(client) = clients.join_next().await {
            load.add(client??);
        }
        BenchResult::Ok(())
    };
    timeout(time + TIMEOUT, all).await.map_err(|_| format!("the server hangs: {}", kind.name))??;
    load.seconds = start.elapsed().as_secs_f64();
    Ok(load)
}

/// One client. Clients start at different requests so that they are not synchronized.
async fn send(mut connection: Connection, requests: Arc<[Vec<u8>]>, number: usize, end: Instant) -> io::Result<Load> {
    let mut load = Load::default();
    for request in requests.iter().cycle().skip(number) {
        let sent = Instant::now();
        if sent >= end {
            break;
        }
        let response = connection.exchange(request).await?;
        load.milliseconds.push(sent.elapsed().as_secs_f64() * 1_000.0);
        load.failed += usize::from(response.status != 200);
        load.bytes += response.body as u64;
    }
    Ok(load)
}

impl Load {
    fn add(&mut self, other: Load) {
        self.milliseconds.extend(other.milliseconds);
        self.failed += other.failed;
        self.bytes += other.bytes;
    }

    /// Successful responses per second.
    pub fn per_second(&self) -> f64 {
        (self.milliseconds.len() - self.failed) as f64 / self.seconds
    }

    /// Average length of a body, in bytes.
    pub fn average_bytes(&self) -> u64 {
        self.bytes / (self.milliseconds.len() as u64).max(1)
    }
}
