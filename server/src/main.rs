//! Entry point of the server program.

use clap::Parser as _;
use server::{commands::Program, logging};
use std::{process::ExitCode, time::Duration};
use tokio::runtime::Builder;

/// Rendering allocates thousands of small strings; a third of the time was spent in the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Longest wait for remaining tasks at the end.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let outcome = run(Program::parse());
    if let Err(problem) = &outcome {
        logging::print_error(problem);
    }
    logging::finish();
    if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(program: Program) -> Result<(), String> {
    logging::start(&program.config).map_err(|problem| problem.to_string())?;
    let runtime = Builder::new_multi_thread().enable_all().build().map_err(|problem| problem.to_string())?;
    let outcome = runtime.block_on(program.run());
    // A hanging thread must not keep the process alive.
    runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
    outcome.map_err(|problem| problem.to_string())
}
