//! People who work at the salon, and their accounts.

pub mod api;
mod page;
mod password_link;
mod person;

pub use page::StaffPage;
