//! The document, the route table, the lazily loaded chunks, and the frame around every page.

pub mod chunks;
mod document;
pub mod frame;
pub mod routes;

pub use document::shell;
