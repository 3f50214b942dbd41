//! The bookings page.

mod api;
mod figures;
mod filters;
mod history;
mod list;
mod memory;
mod more;
mod page;
mod row;
mod sheet;
mod status;
mod url;

pub use memory::provide_memory;
pub use page::BookingsPage;
pub use sheet::BookingSheet;
