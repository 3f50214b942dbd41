//! Beauty CRM's program.

use clap::Parser as _;
use server::{commands::Program, logging};
use std::{process::ExitCode, time::Duration};
use tokio::runtime::Builder;

/// A page is made of thousands of small texts: a third of its time is spent in the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What still runs when the program has ended cleanly has this long.
const LAST: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let program = Program::parse();
    logging::start(&program.config);
    let outcome = match Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => {
            let outcome = runtime.block_on(program.run());
            // Not for ever: a thread that hangs must not keep the process from ending.
            runtime.shutdown_timeout(LAST);
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
