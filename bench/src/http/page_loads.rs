//! Loading of pages in Chromium, as a phone does: Lighthouse, and a slow network. `bench/browser` measures.

use crate::{BenchResult, arguments::Arguments};
use serde::{Deserialize, Serialize};
use std::{net::SocketAddr, process::Stdio};
use tokio::process::Command;

/// The pages that are used all day.
const PAGES: [&str; 2] = ["/crm", "/crm/bookings"];

/// Medians of one page; times in milliseconds.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PageLoad {
    /// Path of the page's URL.
    pub path: String,
    /// Lighthouse's score for performance on a phone, up to 100.
    pub score: f64,
    pub largest_paint_ms: f64,
    pub blocking_ms: f64,
    /// Cumulative layout shift, without a unit.
    pub shift: f64,
    /// Time until buttons work, on slow 3G with a four times slower processor and an empty cache.
    pub cold_ms: f64,
    /// The same with what the first visit has stored.
    pub warm_ms: f64,
    /// Requests of the first visit until buttons work.
    pub requests: f64,
    /// Download of the first visit until buttons work, in kilobytes (1,000 bytes).
    pub kilobytes: f64,
    /// Download of the first visit until the page is quiet.
    pub all_kilobytes: f64,
}

/// Measures each page; the server must not be measured otherwise meanwhile.
pub async fn measure(address: SocketAddr, cookie: &str, arguments: &Arguments) -> BenchResult<Vec<PageLoad>> {
    let script = arguments.browser.join("measure.js");
    let output = Command::new("node")
        .arg(&script)
        .args([format!("http://{address}"), arguments.page_loads().to_string()])
        .args(PAGES)
        // Not an argument: those of a process can be read by everybody on the machine.
        .env("CRM_COOKIE", cookie)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .kill_on_drop(true)
        .output()
        .await
        .map_err(|problem| format!("node: {problem}"))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", script.display(), output.status).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
