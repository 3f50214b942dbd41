//! All lazily loaded chunks. Features do not import this module: the parts that they load themselves are provided to
//! them as a context.

use crate::{
    core::{
        browser::{lazy_call, lazy_route, lazy_view},
        changes::BookingChanges,
        live::LiveLine,
        ui::{ToastLines, Toasts},
    },
    features::{
        bookings::{
            BookingSheet, BookingsPage, LazyParts, api,
            work::{BookingDialogs, BulkBar},
        },
        gallery::GalleryPage,
        notifications::{self, NotificationsPage},
        profile::ProfilePage,
        staff::StaffPage,
        today::TodayPage,
        trash::TrashPage,
    },
    shell::frame::{NewVersion, PaletteView, ShortcutsDialog},
};
use domain::bookings::{BookingId, BookingQuery, BookingRow};
use leptos::prelude::*;

/// Parts of the chunk `workday`: the pages that are used all day. They share one chunk, because the splitter writes a
/// file for each combination of chunks that share code: three chunks would be a dozen files more.
#[derive(Clone, Copy)]
pub enum WorkdayPart {
    Today,
    Bookings,
    Booking,
}

lazy_view!(workday, preload_workday, (part: WorkdayPart) => match part {
    WorkdayPart::Today => view! { <TodayPage/> }.into_any(),
    WorkdayPart::Bookings => view! { <BookingsPage/> }.into_any(),
    WorkdayPart::Booking => view! { <BookingSheet/> }.into_any(),
});
lazy_route!(TodayRoute, workday(WorkdayPart::Today), preload_workday);
lazy_route!(BookingsRoute, workday(WorkdayPart::Bookings), preload_workday);
lazy_route!(BookingRoute, workday(WorkdayPart::Booking), preload_workday);

lazy_call!(workday, fetch_rows, (ids: Vec<BookingId>) -> Vec<BookingRow> => api::list_rows(ids));

lazy_view!(booking_dialogs, preload_booking_dialogs, () => view! { <BookingDialogs/> });

/// Parts of the chunk `live`, which every page loads when the browser is idle.
#[derive(Clone, Copy)]
pub enum LivePart {
    Link,
    /// The toasts, once there are any.
    Toasts(Toasts),
    Inbox,
}

lazy_view!(live, preload_live, (part: LivePart) => match part {
    LivePart::Link => view! { <NewVersion/><LiveLine describe=notifications::describe/> }.into_any(),
    LivePart::Toasts(toasts) => view! { <ToastLines toasts/> }.into_any(),
    LivePart::Inbox => view! { <NotificationsPage/> }.into_any(),
});
lazy_route!(NotificationsRoute, live(LivePart::Inbox), preload_live);

/// Parts of the chunk `office`, which the rarely opened pages share.
#[derive(Clone, Copy)]
pub enum OfficePart {
    /// Actions on the selected bookings.
    BulkBar(Memo<BookingQuery>),
    /// The gallery of the design system, outside production.
    Gallery,
    Palette,
    /// Settings of the signed-in person.
    Profile,
    /// The help on keyboard shortcuts.
    Shortcuts,
    Staff,
    Trash,
}

lazy_view!(office, preload_office, (part: OfficePart) => match part {
    OfficePart::BulkBar(query) => view! { <BulkBar query/> }.into_any(),
    OfficePart::Gallery => view! { <GalleryPage/> }.into_any(),
    OfficePart::Palette => view! { <PaletteView/> }.into_any(),
    OfficePart::Profile => view! { <ProfilePage/> }.into_any(),
    OfficePart::Shortcuts => view! { <ShortcutsDialog/> }.into_any(),
    OfficePart::Staff => view! { <StaffPage/> }.into_any(),
    OfficePart::Trash => view! { <TrashPage/> }.into_any(),
});
lazy_route!(GalleryRoute, office(OfficePart::Gallery), preload_office);
lazy_route!(ProfileRoute, office(OfficePart::Profile), preload_office);
lazy_route!(StaffRoute, office(OfficePart::Staff), preload_office);
lazy_route!(TrashRoute, office(OfficePart::Trash), preload_office);

/// The chunk of the page at a path, which the browser requests together with the program.
pub fn of_page(path: &str) -> &'static str {
    match path.trim_start_matches("/crm").trim_start_matches('/').split('/').next() {
        Some("" | "bookings") => "workday",
        Some("notifications") => "live",
        _ => "office",
    }
}

/// Loads the chunks that a person is likely to need next. One that fails is loaded when it is needed.
pub async fn preload_likely(edits: bool) {
    let _ = preload_workday().await;
    if edits {
        let _ = preload_booking_dialogs().await;
    }
}

/// Provides the contexts through which features load chunks.
pub fn provide() {
    BookingChanges::provide(|ids| Box::pin(fetch_rows(ids)));
    provide_context(LazyParts {
        bulk_bar: |query| Box::pin(office(OfficePart::BulkBar(query))),
        dialogs: |()| Box::pin(booking_dialogs()),
    });
}
