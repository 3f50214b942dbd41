use std::{fs, process::Command};

const MIB: u64 = 1 << 20;

/// Where Linux keeps the limit of the container or service we run in, new style and old.
const LIMITS: [&str; 2] = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];

/// Memory we may use, in MiB: the machine's or the container's, whichever is less; 1 GiB if neither is known.
pub(crate) fn mebibytes() -> u64 {
    let machine = linux().or_else(macos).unwrap_or(1024 * MIB);
    let limit = LIMITS.iter().find_map(|path| fs::read_to_string(path).ok()?.trim().parse().ok());
    limit.unwrap_or(machine).min(machine) / MIB
}

/// `MemTotal:       24683760 kB`
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
