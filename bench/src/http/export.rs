//! All bookings taken out of the system at once, and what that costs the server.

use super::{Connection, process::Server, requests::get};
use crate::{Outcome, memory};
use serde::Serialize;
use std::time::{Duration, Instant};
use tokio::time::interval;

/// One file with all bookings.
#[derive(Clone, Debug, Serialize)]
pub struct Export {
    /// Its kind.
    pub name: &'static str,
    /// From the request to the last byte.
    pub seconds: f64,
    /// Its size, in megabytes.
    pub megabytes: f64,
    /// By how much the server's resident memory grew meanwhile at most, in mebibytes.
    pub growth: f64,
}

/// Takes all bookings out, once in each kind of file.
pub async fn measure(server: &Server, cookie: &str) -> Outcome<Vec<Export>> {
    let mut exports = Vec::new();
    for (name, path) in [("CSV", "/crm/bookings/export.csv"), ("XLSX", "/crm/bookings/export.xlsx")] {
        exports.push(one(server, cookie, name, path).await?);
    }
    Ok(exports)
}

async fn one(server: &Server, cookie: &str, name: &'static str, path: &str) -> Outcome<Export> {
    let process = server.id()?;
    let before = memory::resident(process)?;
    let mut connection = Connection::open(server.address).await?;
    let (request, start) = (get(server.address, cookie, path), Instant::now());
    let taking = connection.drain(&request);
    tokio::pin!(taking);
    let (mut most, mut often) = (before, interval(Duration::from_millis(50)));
    let bytes = loop {
        tokio::select! {
            bytes = &mut taking => break bytes?,
            _ = often.tick() => most = most.max(memory::resident(process)?),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    Ok(Export { name, seconds, megabytes: bytes as f64 / 1e6, growth: most - before })
}
