//! Memory of processes, from Linux's `/proc`.

use crate::BenchResult;
use serde::Serialize;
use std::fs;

/// Memory of the server and of its PostgreSQL, in mebibytes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Memory {
    /// The server's resident memory before its first request.
    pub server_idle: f64,
    /// The server's resident memory after the load.
    pub server_loaded: f64,
    /// All of PostgreSQL's processes after the load: proportional set size, which counts shared memory once.
    pub postgres: f64,
    /// `postgres` without shared buffers.
    pub postgres_own: f64,
}

/// Resident memory of a process, in mebibytes.
pub fn resident(process: u32) -> BenchResult<f64> {
    field(&format!("/proc/{process}/status"), "VmRSS:")
}

/// Proportional set size of a postmaster and its children, in mebibytes: total, and without shared memory.
pub fn of_postgres(postmaster: u32) -> BenchResult<(f64, f64)> {
    let (mut all, mut own) = (0.0, 0.0);
    for process in children(postmaster)?.into_iter().chain([postmaster]) {
        let path = format!("/proc/{process}/smaps_rollup");
        // A backend may have ended since the processes were listed.
        if let (Ok(pss), Ok(shared)) = (field(&path, "Pss:"), field(&path, "Pss_Shmem:")) {
            all += pss;
            own += pss - shared;
        }
    }
    if all > 0.0 { Ok((all, own)) } else { Err("the memory of PostgreSQL's processes cannot be read".into()) }
}

pub fn parent(process: u32) -> Option<u32> {
    // Format: `4711 (postgres: a (b) c) S 4700 …`. The name may contain parentheses.
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn children(of: u32) -> BenchResult<Vec<u32>> {
    let processes = fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    Ok(processes.filter(|process| parent(*process) == Some(of)).collect())
}

/// A value like `Pss:   1234 kB`, in mebibytes.
fn field(path: &str, name: &str) -> BenchResult<f64> {
    let text = fs::read_to_string(path).map_err(|problem| format!("{path}: {problem}"))?;
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse::<f64>().ok());
    Ok(value.ok_or_else(|| format!("{path} has no {name}"))? / 1024.0)
}
