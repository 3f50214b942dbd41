//! Shared foundation of all features; imports none of them.

pub mod browser;
pub mod changes;
#[cfg(feature = "ssr")]
pub mod context;
pub mod error;
pub mod error_pages;
pub mod format;
pub mod json;
pub mod live;
pub mod page;
pub mod preferences;
pub mod requests;
pub mod texts;
pub mod ui;
pub mod url;
pub mod words;
