//! The server answers requests although its log cannot be written.

use crate::app::TestApp;
use axum::http::StatusCode;
use server::logging::Resilient;
use std::{
    io,
    panic::resume_unwind,
    sync::atomic::{AtomicU32, Ordering},
};
use tracing_subscriber::fmt;

static WRITES: AtomicU32 = AtomicU32::new(0);

struct Panics;

impl io::Write for Panics {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        WRITES.fetch_add(1, Ordering::Relaxed);
        // A panic, without the hook's backtrace for each of many lines.
        resume_unwind(Box::new("the log's disk is on fire"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::Error::other("the log's disk is on fire"))
    }
}

/// An error of the log must not end the thread that serves a request.
#[tokio::test]
async fn a_log_sink_that_panics_costs_no_request() {
    let _one = crate::ONE_AT_A_TIME.lock().await;
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let subscriber = fmt().with_max_level(tracing::Level::DEBUG).with_writer(|| Resilient(Panics)).finish();
    // Of this thread, which does all that the test asks for.
    let _log = tracing::subscriber::set_default(subscriber);
    for path in ["/crm/bookings", "/livez", "/crm"] {
        assert_eq!(director.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert!(WRITES.load(Ordering::Relaxed) >= 3, "the sink was never asked");
}
