//! What processes hold in memory, as Linux counts it.

use crate::Outcome;
use serde::Serialize;
use std::fs;

/// Memory of the server and of its PostgreSQL, in mebibytes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Memory {
    /// The server's resident memory before its first request.
    pub server_idle: f64,
    /// The server's resident memory after the load.
    pub server_loaded: f64,
    /// All of PostgreSQL's processes after the load: proportional set size, which counts what they share once.
    pub postgres: f64,
    /// Of that, not shared buffers.
    pub postgres_own: f64,
}

/// Resident memory of a process, in mebibytes.
pub fn resident(process: u32) -> Outcome<f64> {
    field(&format!("/proc/{process}/status"), "VmRSS:")
}

/// Proportional memory of a postmaster and its children, in mebibytes: all, and without what is shared.
pub fn of_postgres(postmaster: u32) -> Outcome<(f64, f64)> {
    let (mut all, mut own) = (0.0, 0.0);
    for process in children(postmaster)?.into_iter().chain([postmaster]) {
        let path = format!("/proc/{process}/smaps_rollup");
        // A connection may have ended meanwhile: it holds nothing.
        if let (Ok(pss), Ok(shared)) = (field(&path, "Pss:"), field(&path, "Pss_Shmem:")) {
            all += pss;
            own += pss - shared;
        }
    }
    if all > 0.0 { Ok((all, own)) } else { Err("the memory of PostgreSQL's processes cannot be read".into()) }
}

/// The process that started this one.
pub fn parent(process: u32) -> Option<u32> {
    // "4711 (postgres: a (b) c) S 4700 …": the name may hold anything, brackets too.
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn children(of: u32) -> Outcome<Vec<u32>> {
    let processes = fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    Ok(processes.filter(|process| parent(*process) == Some(of)).collect())
}

/// `Pss:   1234 kB`, in mebibytes.
fn field(path: &str, name: &str) -> Outcome<f64> {
    let text = fs::read_to_string(path).map_err(|problem| format!("{path}: {problem}"))?;
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse::<f64>().ok());
    Ok(value.ok_or_else(|| format!("{path} has no {name}"))? / 1024.0)
}
