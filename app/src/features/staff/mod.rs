//! People who work at the salon, and their accounts.

pub mod api;
mod link;
mod page;
mod person;

pub use page::StaffPage;
