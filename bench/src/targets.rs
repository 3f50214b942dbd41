//! Targets for size L on two cores, which the load generator shares.

/// Execution of the query for the newest twenty bookings, in milliseconds.
pub const NEWEST_MS: f64 = 0.3;
/// Execution of the query for any page of a filtered or sorted list, in milliseconds.
pub const FILTERED_MS: f64 = 0.4;
/// Execution of a search, in milliseconds.
pub const SEARCH_MS: f64 = 2.7;
/// Execution of the query for counts and revenue of a period, in milliseconds.
pub const FIGURES_MS: f64 = 0.27;
/// Largest ratio of the execution times of L (a hundred times the bookings) and S.
pub const GROWTH: f64 = 1.5;
/// 95th percentile of a page with one client, in milliseconds.
pub const PAGE_ALONE_MS: f64 = 10.0;
/// 95th percentile of a page with 32 clients, in milliseconds.
pub const PAGE_CROWD_MS: f64 = 50.0;
/// 95th percentile of a search in the command palette, in milliseconds.
pub const PALETTE_MS: f64 = 100.0;
/// Bookings pages per second with 32 clients.
pub const PAGE_RATE: f64 = 1_000.0;
/// Calls of the list's server function per second with 32 clients.
pub const LIST_RATE: f64 = 3_000.0;
/// Searches or figures per second with 32 clients.
pub const SEARCH_RATE: f64 = 1_000.0;
/// 95th percentile of booking a visit with 32 clients that read and write, in milliseconds.
pub const BOOK_MS: f64 = 25.0;
/// 95th percentile of a status change with 32 clients that read and write, in milliseconds.
pub const STEP_MS: f64 = 15.0;
/// Bookings per second, for a minute.
pub const BURST_RATE: f64 = 500.0;
/// Brotli-compressed size of the main WASM file, in kilobytes.
pub const MAIN_WASM_KB: f64 = 190.0;
/// Brotli-compressed size of the largest lazy chunk, in kilobytes.
pub const CHUNK_KB: f64 = 80.0;
/// Brotli-compressed size of the JavaScript, in kilobytes.
pub const JS_KB: f64 = 15.0;
/// Brotli-compressed size of the styles, in kilobytes.
pub const CSS_KB: f64 = 25.0;
/// Lighthouse's score for performance on a phone.
pub const LIGHTHOUSE: f64 = 90.0;
/// Time until buttons work on slow 3G with a four times slower processor and an empty cache, in milliseconds.
pub const COLD_MS: f64 = 5_000.0;
/// The same with a filled cache.
pub const WARM_MS: f64 = 2_000.0;
/// Download of a first page until its buttons work, in kilobytes.
pub const FIRST_PAGE_KB: f64 = 300.0;
/// Requests of a first page until its buttons work.
pub const FIRST_PAGE_REQUESTS: f64 = 14.0;
