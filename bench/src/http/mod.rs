//! The server under load, as a browser or many of them would ask it.

mod answer;
mod client;
mod export;
mod load;
mod process;
mod redis;
mod requests;
mod sockets;
mod writing;

use crate::{
    Outcome,
    arguments::Arguments,
    database::FilledSalon,
    memory::{self, Memory},
    queries::Sample,
    statistics::Spread,
};
use client::Connection;
use demo::Size;
pub use export::Export;
use load::{Load, run};
use process::Server;
use requests::{Kind, kinds, sign_in};
use serde::Serialize;
pub use sockets::Sockets;
use std::time::Duration;
pub use writing::{Done, Mix, Writing};

/// Clients of the crowd.
const CROWD: usize = 32;
/// Before anything counts: the server's connections to the database are opened and their statements prepared.
const WARM: Duration = Duration::from_millis(700);

/// What the server does with one size.
#[derive(Clone, Debug, Serialize)]
pub struct Served {
    /// Each kind of request.
    pub requests: Vec<RequestResult>,
    /// Memory before and after.
    pub memory: Memory,
    /// All bookings taken out.
    pub exports: Vec<Export>,
    /// While bookings are made.
    pub writing: Writing,
    /// The live socket.
    pub sockets: Sockets,
}

/// How one kind of request does, in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct RequestResult {
    /// What was asked.
    pub name: &'static str,
    /// Asked by one client.
    pub alone: Spread,
    /// Asked by 32 clients at once.
    pub crowd: Spread,
    /// Answers per second to the 32.
    pub per_second: f64,
    /// Bytes of an answer's body, on average.
    pub bytes: u64,
    /// Answers other than 200.
    pub failed: usize,
    /// What is promised of it.
    pub targets: Targets,
}

/// What is promised of a kind of request; `None` where nothing is.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Targets {
    /// 95th percentile alone.
    pub alone: Option<f64>,
    /// 95th percentile among 32.
    pub crowd: Option<f64>,
    /// Answers per second.
    pub per_second: Option<f64>,
}

/// Starts the server, measures all kinds of requests, and stops it again.
pub async fn measure(size: Size, salon: &FilledSalon, sample: &Sample, arguments: &Arguments) -> Outcome<Served> {
    let server = Server::start(&salon.url(), arguments).await?;
    let server_idle = memory::resident(server.id()?)?;
    let cookie = sign_in(server.address).await?;
    let mut requests = Vec::new();
    let kinds = if arguments.writing { Vec::new() } else { kinds(server.address, &cookie, sample)? };
    for kind in kinds {
        eprintln!("{size:?}: {}", kind.name);
        requests.push(time(&server, kind, arguments).await?);
    }
    eprintln!("{size:?}: export");
    let exports = export::measure(&server, &cookie).await?;
    let server_loaded = memory::resident(server.id()?)?;
    let (postgres, postgres_own) = memory::of_postgres(salon.postmaster().await?)?;
    server.stop().await?;
    let writing = writing::measure(size, salon, sample, arguments).await?;
    let memory = Memory { server_idle, server_loaded, postgres, postgres_own };
    eprintln!("{size:?}: live sockets");
    let sockets = sockets::measure(salon, arguments).await?;
    Ok(Served { requests, memory, exports, writing, sockets })
}

async fn time(server: &Server, kind: Kind, arguments: &Arguments) -> Outcome<RequestResult> {
    kind.check(server.address).await?;
    run(server.address, &kind, CROWD, WARM).await?;
    let alone = run(server.address, &kind, 1, arguments.alone()).await?;
    let crowd = run(server.address, &kind, CROWD, arguments.crowd()).await?;
    let spread =
        |load: &Load| Spread::of(load.milliseconds.clone()).ok_or_else(|| format!("no answer in time: {}", kind.name));
    Ok(RequestResult {
        name: kind.name,
        alone: spread(&alone)?,
        crowd: spread(&crowd)?,
        per_second: crowd.per_second(),
        bytes: crowd.average_bytes(),
        failed: alone.failed + crowd.failed,
        targets: kind.targets,
    })
}
