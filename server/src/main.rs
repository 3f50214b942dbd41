//! Beauty CRM's program.

use clap::Parser as _;
use server::{commands::Program, logging};
use std::process::ExitCode;

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
