//! The figures to reach, at L, on two cores that the load shares.

/// The newest twenty bookings, in the database, in milliseconds.
pub const NEWEST_MS: f64 = 0.3;
/// Any page of a filtered or otherwise sorted list, in the database, in milliseconds.
pub const FILTERED_MS: f64 = 0.4;
/// A search, in the database, in milliseconds.
pub const SEARCH_MS: f64 = 2.7;
/// Counts and revenue of a period, in the database, in milliseconds.
pub const FIGURES_MS: f64 = 0.27;
/// What a hundred times the bookings may cost.
pub const GROWTH: f64 = 1.5;
/// 95th percentile of a page, asked for by one client, in milliseconds.
pub const PAGE_ALONE_MS: f64 = 10.0;
/// The same with 32 clients at once.
pub const PAGE_CROWD_MS: f64 = 50.0;
/// 95th percentile of what the command palette finds, in milliseconds.
pub const PALETTE_MS: f64 = 100.0;
/// Requests per second with 32 clients: the bookings page as HTML.
pub const PAGE_RATE: f64 = 1_000.0;
/// The list's server function.
pub const LIST_RATE: f64 = 3_000.0;
/// Search and figures.
pub const SEARCH_RATE: f64 = 1_000.0;
/// 95th percentile of booking a visit, of 32 clients who read and write, in milliseconds.
pub const BOOK_MS: f64 = 25.0;
/// The same of a step along a booking's life.
pub const STEP_MS: f64 = 15.0;
/// Bookings that arrive per second, for a minute.
pub const BURST_RATE: f64 = 500.0;
/// What a browser downloads, in kilobytes of brotli: the main WASM, any chunk that is loaded later, the glue, the styles.
pub const MAIN_WASM_KB: f64 = 250.0;
/// See [`MAIN_WASM_KB`].
pub const CHUNK_KB: f64 = 80.0;
/// See [`MAIN_WASM_KB`].
pub const JS_KB: f64 = 15.0;
/// See [`MAIN_WASM_KB`].
pub const CSS_KB: f64 = 25.0;
