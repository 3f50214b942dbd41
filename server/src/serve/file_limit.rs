//! The process' limit of open files, which connections are.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files that are open besides connections to clients and to the database: logs, pipes, static files, the runtime's own.
const OTHERS: u64 = 256;

/// Raises the limit as far as the process may, and returns how many connections fit into it beside `database` ones.
pub fn raise(database: u32) -> usize {
    let before = getrlimit(Resource::Nofile);
    if before.current != before.maximum {
        let wanted = Rlimit { current: before.maximum, maximum: before.maximum };
        if let Err(problem) = setrlimit(Resource::Nofile, wanted) {
            tracing::warn!(%problem, "the limit of open files could not be raised");
        }
    }
    // No limit at all is `None`.
    let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    usize::try_from(files.saturating_sub(OTHERS + u64::from(database))).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_fit_into_the_limit_of_files() {
        let fit = raise(100);
        let now = getrlimit(Resource::Nofile);
        assert_eq!(now.current, now.maximum, "raised as far as it goes");
        assert_eq!(fit as u64, now.current.unwrap_or(u64::MAX).saturating_sub(OTHERS + 100));
    }
}
