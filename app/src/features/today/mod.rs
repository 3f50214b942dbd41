//! The start page.

mod api;
mod page;
mod panels;

pub use page::TodayPage;
