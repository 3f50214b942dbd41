//! Tests that read the log, in a program of their own: `tracing` caches for the whole process which lines are enabled, so
//! that a line that another test emits first can be lost to the test that counts it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[allow(dead_code)] // the other tests use the rest
#[path = "../http/app.rs"]
mod app;
mod burst;
mod flood;
mod sink;

/// Held by the running test: for the same reason, one runs at a time.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
