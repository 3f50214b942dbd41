//! Measurements of the server over HTTP.

mod client;
mod export;
mod load;
mod page_loads;
mod process;
mod redis;
mod requests;
mod response;
mod sockets;
mod writing;

use crate::{
    BenchResult,
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
pub use page_loads::PageLoad;
use process::Server;
use requests::{Kind, kinds, sign_in};
use serde::Serialize;
pub use sockets::Sockets;
use std::time::Duration;
pub use writing::{Mix, RequestTimes, Writing};

/// Number of clients of a concurrent measurement.
const CONCURRENT_CLIENTS: usize = 32;
/// Warm-up before each measurement: the server opens its database connections and prepares statements.
const WARM_UP: Duration = Duration::from_millis(700);

/// Results of the server with one size.
#[derive(Clone, Debug, Serialize)]
pub struct ServerReport {
    pub requests: Vec<RequestResult>,
    /// Pages in a browser.
    pub page_loads: Vec<PageLoad>,
    /// Memory before and after the load.
    pub memory: Memory,
    pub exports: Vec<Export>,
    /// Measurements that create bookings.
    pub writing: Writing,
    /// Measurements of the live socket.
    pub sockets: Sockets,
}

/// Results of one kind of request, in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct RequestResult {
    pub name: &'static str,
    pub alone: Spread,
    pub crowd: Spread,
    /// Responses per second with 32 clients.
    pub per_second: f64,
    /// Average length of a body, in bytes.
    pub bytes: u64,
    /// Responses with a status other than 200.
    pub failed: usize,
    pub targets: Targets,
}

/// Targets of a kind of request; `None` where there is none.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Targets {
    /// 95th percentile with one client, in milliseconds.
    pub alone: Option<f64>,
    /// 95th percentile with 32 clients, in milliseconds.
    pub crowd: Option<f64>,
    /// Responses per second with 32 clients.
    pub per_second: Option<f64>,
}

/// Starts a server, measures all kinds of requests, and stops it.
pub async fn measure(
    size: Size,
    salon: &FilledSalon,
    sample: &Sample,
    arguments: &Arguments,
) -> BenchResult<ServerReport> {
    let server = Server::start(&salon.url(), arguments).await?;
    let server_idle = memory::resident(server.id()?)?;
    let cookie = sign_in(server.address).await?;
    let page_loads = if arguments.writing {
        Vec::new()
    } else {
        eprintln!("{size:?}: pages in a browser");
        page_loads::measure(server.address, &cookie, arguments).await?
    };
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
    Ok(ServerReport { requests, page_loads, memory, exports, writing, sockets })
}

async fn time(server: &Server, kind: Kind, arguments: &Arguments) -> BenchResult<RequestResult> {
    kind.check(server.address).await?;
    run(server.address, &kind, CONCURRENT_CLIENTS, WARM_UP).await?;
    let alone = run(server.address, &kind, 1, arguments.alone()).await?;
    let crowd = run(server.address, &kind, CONCURRENT_CLIENTS, arguments.crowd()).await?;
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
