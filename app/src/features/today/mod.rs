//! The start page: the day at a glance.

mod api;
mod lists;
mod page;

pub use page::TodayPage;
