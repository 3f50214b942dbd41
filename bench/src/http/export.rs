//! Export of all bookings: duration and memory.

use super::{Connection, process::Server, requests::get};
use crate::{BenchResult, memory};
use serde::Serialize;
use std::time::{Duration, Instant};
use tokio::time::interval;

/// Export of all bookings to one file.
#[derive(Clone, Debug, Serialize)]
pub struct Export {
    pub name: &'static str,
    /// Seconds from the request to the last byte.
    pub seconds: f64,
    /// Size of the file, in megabytes.
    pub megabytes: f64,
    /// Largest growth of the server's resident memory during the export, in mebibytes.
    pub growth: f64,
}

/// Exports all bookings once in each format.
pub async fn measure(server: &Server, cookie: &str) -> BenchResult<Vec<Export>> {
    let mut exports = Vec::new();
    for (name, path) in [("CSV", "/crm/bookings/export.csv"), ("XLSX", "/crm/bookings/export.xlsx")] {
        exports.push(one(server, cookie, name, path).await?);
    }
    Ok(exports)
}

async fn one(server: &Server, cookie: &str, name: &'static str, path: &str) -> BenchResult<Export> {
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
