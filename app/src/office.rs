//! Rooms that are entered now and then: one chunk of the program for all of them.

use crate::{
    browser::lazy_view, frame::PaletteView, gallery::GalleryPage, settings::SettingsPage, staff::StaffPage,
    today::TodayPage,
};
use leptos::prelude::*;

/// One of them.
#[derive(Clone, Copy)]
pub enum Room {
    /// The design system, outside production.
    Gallery,
    /// The command palette.
    Palette,
    /// One's own settings.
    Settings,
    /// Who works here.
    Staff,
    /// The day at a glance.
    Today,
}

lazy_view!(office, preload_office, (room: Room) => match room {
    Room::Gallery => view! { <GalleryPage/> }.into_any(),
    Room::Palette => view! { <PaletteView/> }.into_any(),
    Room::Settings => view! { <SettingsPage/> }.into_any(),
    Room::Staff => view! { <StaffPage/> }.into_any(),
    Room::Today => view! { <TodayPage/> }.into_any(),
});
