//! Every part of the program that is loaded when it is first needed. Features do not know this table: what they load of
//! it is provided to them as a context.

use crate::{
    core::{
        browser::{lazy_route, lazy_view},
        live::LiveLine,
        ui::{ToastLines, Toasts},
    },
    features::{
        bookings::{
            BookingSheet, BookingsPage, LazyParts,
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
use domain::bookings::BookingQuery;
use leptos::prelude::*;

/// Parts of the chunk `workday`: the pages that are open all day. What several chunks share is cut out for each
/// combination of them, so three chunks in place of one would be a dozen files more.
#[derive(Clone, Copy)]
pub enum WorkdayPart {
    /// The start page.
    Today,
    /// The list of bookings.
    Bookings,
    /// One booking beside the list.
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

lazy_view!(booking_dialogs, preload_booking_dialogs, () => view! { <BookingDialogs/> });

/// Parts of the chunk `live`, which each page loads once it answers.
#[derive(Clone, Copy)]
pub enum LivePart {
    /// The live link, on every page.
    Link,
    /// What has just been done, where there is something to say.
    Toasts(Toasts),
    /// The inbox.
    Inbox,
}

lazy_view!(live, preload_live, (part: LivePart) => match part {
    LivePart::Link => view! { <NewVersion/><LiveLine describe=notifications::describe/> }.into_any(),
    LivePart::Toasts(toasts) => view! { <ToastLines toasts/> }.into_any(),
    LivePart::Inbox => view! { <NotificationsPage/> }.into_any(),
});
lazy_route!(NotificationsRoute, live(LivePart::Inbox), preload_live);

/// Parts of the chunk `office`: what is entered now and then shares one chunk.
#[derive(Clone, Copy)]
pub enum OfficePart {
    /// What can be done with the selected bookings.
    BulkBar(Memo<BookingQuery>),
    /// The design system, outside production.
    Gallery,
    /// The command palette.
    Palette,
    /// One's own settings.
    Profile,
    /// The help on keyboard shortcuts.
    Shortcuts,
    /// The people who work here.
    Staff,
    /// The deleted bookings.
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

/// Provides the features with what they load themselves.
pub fn provide() {
    provide_context(LazyParts {
        bulk_bar: |query| Box::pin(office(OfficePart::BulkBar(query))),
        dialogs: |()| Box::pin(booking_dialogs()),
    });
}
