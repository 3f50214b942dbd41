//! Tests that read the log. In a program of their own: which log lines are wanted at all is decided for a whole process,
//! and a line that another test wants first can be lost to the test that counts it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[allow(dead_code)] // the other tests use the rest
#[path = "../http/app.rs"]
mod app;
mod burst;
mod sink;

/// One test at a time, for the same reason.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
