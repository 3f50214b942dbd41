//! Entry point of the server program.

use clap::Parser as _;
use server::{commands::Program, logging};
use std::{process::ExitCode, time::Duration};
use tokio::runtime::Builder;

/// Rendering allocates thousands of small strings; a third of the time was spent in the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Longest wait for remaining tasks at the end.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let program = Program::parse();
    logging::start(&program.config);
    let outcome = match Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => {
            let outcome = runtime.block_on(program.run());
            // A hanging thread must not keep the process alive.
            runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
            outcome.map_err(|problem| problem.to_string())
        }
        Err(problem) => Err(problem.to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
