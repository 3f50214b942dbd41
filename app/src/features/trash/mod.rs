//! Deleted bookings.

mod api;
mod page;

pub use page::TrashPage;
