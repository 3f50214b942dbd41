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

use crate::browser::chunk;
pub use memory::provide_memory;
use page::BookingsPage;
use sheet::BookingSheet;

chunk!(Page, bookings, preload_bookings, BookingsPage);
chunk!(Sheet, booking, preload_booking, BookingSheet);
