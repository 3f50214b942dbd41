//! The staff page.

pub mod api;
mod link;
mod page;
mod person;

pub use page::StaffPage;
