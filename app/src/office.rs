//! Rooms that are entered now and then: one chunk of the program for all of them.

use crate::{
    bookings::work::ManyBar,
    browser::lazy_view,
    frame::{KeysDialog, PaletteView},
    gallery::GalleryPage,
    settings::SettingsPage,
    staff::StaffPage,
    trash::TrashPage,
};
use domain::bookings::BookingQuery;
use leptos::prelude::*;

/// One of them.
#[derive(Clone, Copy)]
pub enum Room {
    /// The design system, outside production.
    Gallery,
    /// What can be done with the bookings that are selected.
    Many(Memo<BookingQuery>),
    /// The help on keys.
    Keys,
    /// The command palette.
    Palette,
    /// One's own settings.
    Settings,
    /// Who works here.
    Staff,
    /// What was deleted.
    Trash,
}

lazy_view!(office, preload_office, (room: Room) => match room {
    Room::Gallery => view! { <GalleryPage/> }.into_any(),
    Room::Many(query) => view! { <ManyBar query/> }.into_any(),
    Room::Keys => view! { <KeysDialog/> }.into_any(),
    Room::Palette => view! { <PaletteView/> }.into_any(),
    Room::Settings => view! { <SettingsPage/> }.into_any(),
    Room::Staff => view! { <StaffPage/> }.into_any(),
    Room::Trash => view! { <TrashPage/> }.into_any(),
});
