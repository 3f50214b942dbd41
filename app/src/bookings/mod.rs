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

use leptos::prelude::*;
use leptos_router::LazyRoute;
pub use memory::provide_memory;
use page::BookingsPage;
use sheet::BookingSheet;

/// `/crm/bookings`, a chunk of the program that is loaded when it is first needed.
pub struct Page;

impl LazyRoute for Page {
    fn data() -> Self {
        Page
    }

    async fn view(_: Self) -> AnyView {
        bookings().await
    }

    #[cfg(all(feature = "split", feature = "hydrate"))]
    async fn preload() {
        __preload_bookings().await;
    }
}

#[cfg_attr(any(feature = "split", feature = "ssr"), lazy)]
async fn bookings() -> AnyView {
    view! { <BookingsPage/> }.into_any()
}

/// `/crm/bookings/{id}`, likewise.
pub struct Sheet;

impl LazyRoute for Sheet {
    fn data() -> Self {
        Sheet
    }

    async fn view(_: Self) -> AnyView {
        booking().await
    }

    #[cfg(all(feature = "split", feature = "hydrate"))]
    async fn preload() {
        __preload_booking().await;
    }
}

#[cfg_attr(any(feature = "split", feature = "ssr"), lazy)]
async fn booking() -> AnyView {
    view! { <BookingSheet/> }.into_any()
}
