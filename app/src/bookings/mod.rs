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
mod tools;
mod url;
pub mod work;

use crate::browser::{lazy_route, lazy_view};
use leptos::prelude::*;
pub use memory::provide_memory;
use page::BookingsPage;
use sheet::BookingSheet;
pub use sheet::source_name;
pub use status::{StatusPill, status_name};
pub use tools::SELECT_ROWS;
pub use url::address;

lazy_view!(bookings, preload_bookings, () => view! { <BookingsPage/> });
lazy_route!(Page, bookings(), preload_bookings);
lazy_view!(booking, preload_booking, () => view! { <BookingSheet/> });
lazy_route!(Sheet, booking(), preload_booking);
