//! The start page.

mod api;
mod lists;
mod page;

pub use page::TodayPage;
