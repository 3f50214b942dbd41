//! Beauty CRM's program.

use clap::Parser as _;
use server::{commands::Program, logging};
use std::process::ExitCode;

/// A page is made of thousands of small texts: a third of its time is spent in the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let program = Program::parse();
    logging::start(&program.config);
    match program.run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
