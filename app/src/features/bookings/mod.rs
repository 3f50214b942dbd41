//! The bookings page: list, figures, filters, sheet, and all that is done with bookings.

pub mod api;
pub mod export;
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

use crate::core::ui::LazyView;
use domain::bookings::BookingQuery;
use leptos::prelude::*;
pub use page::BookingsPage;
pub use sheet::BookingSheet;
pub use status::StatusPill;
pub use tools::SELECT_ROWS;
pub use url::address;

/// What the feature loads when it is first needed.
#[derive(Clone, Copy)]
pub struct LazyParts {
    /// What can be done with the selected bookings.
    pub bulk_bar: LazyView<Memo<BookingQuery>>,
    /// The dialogs in which bookings are made, changed and cancelled.
    pub dialogs: LazyView<()>,
}

/// Provides what lives as long as the app.
pub fn provide() {
    memory::Memory::provide();
    work::OpenDialogs::provide();
    work::Selecting::provide();
}
