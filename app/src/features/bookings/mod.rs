//! The bookings page: list, figures, filters, sheet, and the dialogs that change bookings.

pub mod api;
pub mod export;
mod figures;
mod filters;
mod history;
mod list;
mod list_cache;
mod load_more;
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

/// Lazily loaded parts of the feature, provided by the shell as a context.
#[derive(Clone, Copy)]
pub struct LazyParts {
    /// Actions on the selected bookings.
    pub bulk_bar: LazyView<Memo<BookingQuery>>,
    /// The dialogs in which bookings are created, edited and cancelled.
    pub dialogs: LazyView<()>,
}

/// Provides the feature's contexts, for the app's lifetime.
pub fn provide() {
    list_cache::ListCache::provide();
    work::OpenDialogs::provide();
    work::BulkSelection::provide();
}
