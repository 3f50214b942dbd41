use std::{fs, process::Command};

const MIB: u64 = 1 << 20;

/// Memory limit of the container or service on Linux: cgroup v2, cgroup v1.
const CGROUP_LIMIT_FILES: [&str; 2] = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];

/// Memory of the machine or of the container, whichever is less, in MiB; 1024 if neither is known.
pub(crate) fn mebibytes() -> u64 {
    let machine = linux().or_else(macos).unwrap_or(1024 * MIB);
    let limit = CGROUP_LIMIT_FILES.iter().find_map(|path| fs::read_to_string(path).ok()?.trim().parse().ok());
    limit.unwrap_or(machine).min(machine) / MIB
}

/// Bytes, from a line of `/proc/meminfo` like `MemTotal:       24683760 kB`.
fn linux() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kibibytes: u64 = total.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}

fn macos() -> Option<u64> {
    let output = Command::new("sysctl").args(["-n", "hw.memsize"]).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}
