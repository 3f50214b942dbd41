//! The process' limit of open files, which connections are.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files that are open besides connections to clients and to the database: logs, pipes, static files, the runtime's own.
const OTHERS: u64 = 256;
/// What macOS allows at most, whatever it says.
const MACOS: u64 = 10_240;

/// Raises the limit as far as the process may, and returns how many connections fit into it beside `database` ones.
pub fn raise(database: u32) -> usize {
    let before = getrlimit(Resource::Nofile);
    if before.current != before.maximum {
        let raised = [before.maximum, Some(MACOS)]
            .into_iter()
            .filter(|wanted| wanted.is_none_or(|wanted| before.current.is_some_and(|now| now < wanted)))
            .any(|current| setrlimit(Resource::Nofile, Rlimit { current, maximum: before.maximum }).is_ok());
        if !raised {
            tracing::warn!(limit = before.current, "the limit of open files could not be raised");
        }
    }
    usize::try_from(fitting(getrlimit(Resource::Nofile).current, database)).unwrap_or(usize::MAX)
}

/// The number of connections that fit into `files`, of which there is no limit without a number.
fn fitting(files: Option<u64>, database: u32) -> u64 {
    let Some(files) = files else { return u64::MAX };
    // A low limit leaves some in any case: not all of the others are open at once.
    files.saturating_sub(OTHERS + u64::from(database)).max(files / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_raised_as_far_as_it_goes() {
        let fit = raise(100);
        let now = getrlimit(Resource::Nofile);
        assert!(now.current == now.maximum || now.current == Some(MACOS), "{now:?}");
        assert_eq!(fit as u64, fitting(now.current, 100));
    }

    #[test]
    fn connections_fit_into_the_limit_of_files() {
        let fits = [(None, u64::MAX), (Some(1_048_576), 1_048_220), (Some(1_024), 668), (Some(256), 64), (Some(0), 0)];
        for (files, connections) in fits {
            assert_eq!(fitting(files, 100), connections, "{files:?}");
        }
    }
}
