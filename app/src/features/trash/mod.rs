//! The trash.

mod api;
mod page;

pub use page::TrashPage;
