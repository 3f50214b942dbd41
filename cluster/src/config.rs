use std::{fmt::Write, fs, fs::Permissions, os::unix::fs::PermissionsExt};

use crate::{Error, Kind, error::failed, layout::Layout, memory};

/// Appended to the `postgresql.conf` of initdb. The path is relative so that the folder can be moved as a whole.
pub(crate) const INCLUDE_LINE: &str =
    "\n# Written anew at each start. Own settings: ALTER SYSTEM, which wins over it.\ninclude = '../postgres.conf'\n";

/// Settings of both kinds. Access restrictions are on the command line instead, where no file can override them.
const COMMON: [(&str, &str); 13] = [
    ("random_page_cost", "1.1"),
    // Compiling a query costs more than it saves on queries this short.
    ("jit", "off"),
    ("work_mem", "16MB"),
    ("maintenance_work_mem", "256MB"),
    ("max_wal_size", "4GB"),
    ("checkpoint_timeout", "15min"),
    ("timezone", "'UTC'"),
    ("log_timezone", "'UTC'"),
    // This crate parses the log and quotes it in English messages.
    ("lc_messages", "'C'"),
    ("log_destination", "'stderr'"),
    ("logging_collector", "off"),
    ("log_min_duration_statement", "-1"),
    ("log_checkpoints", "off"),
];

/// Writes the settings file. Its mode is 0644 because PostgreSQL may run as another user; it holds no secrets.
pub(crate) fn write(layout: &Layout, kind: Kind) -> Result<(), Error> {
    let path = layout.config();
    let new = path.with_extension("conf.new");
    fs::write(&new, text(kind, memory::mebibytes())).map_err(failed("write", &new))?;
    fs::set_permissions(&new, Permissions::from_mode(0o644)).map_err(failed("open", &new))?;
    fs::rename(&new, &path).map_err(failed("write", &path))
}

fn text(kind: Kind, memory: u64) -> String {
    let mut text = String::from("# Written by the server at each start: changes here are lost.\n");
    let mut set = |name: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name} = {value}");
    };
    for (name, value) in COMMON {
        set(name, value);
    }
    set("effective_cache_size", &format!("{}MB", (memory / 2).max(128)));
    match kind {
        Kind::Persistent => {
            set("shared_buffers", &format!("{}MB", (memory / 4).clamp(128, 1024)));
            set("max_connections", "130");
            set("fsync", "on");
        }
        Kind::Temporary => {
            set("shared_buffers", "256MB");
            // Tests run concurrently, each with its own connection pool.
            set("max_connections", "300");
            for durable in ["fsync", "synchronous_commit", "full_page_writes"] {
                set(durable, "off");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_buffers_follow_memory_within_limits() {
        for (memory, line) in [(256, "128MB"), (2048, "512MB"), (65536, "1024MB")] {
            let text = text(Kind::Persistent, memory);
            assert!(text.contains(&format!("shared_buffers = {line}\n")), "{text}");
        }
    }

    #[test]
    fn persistent_data_are_synced() {
        let text = text(Kind::Persistent, 2048);
        assert!(text.contains("fsync = on\n"));
        assert!(!text.contains("synchronous_commit") && !text.contains("full_page_writes"));
    }
}
