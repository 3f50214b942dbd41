//! The command palette: pages, clients, bookings and preferences, found while typing.

mod items;
mod view;

use crate::{
    core::ui::load_when,
    shell::chunks::{OfficePart, office},
};
use leptos::prelude::*;
pub use view::PaletteView;

/// Element id of the search field.
pub const PALETTE_FIELD: &str = "palette-field";

/// Whether the palette is open. A context of the frame.
#[derive(Clone, Copy)]
pub struct PaletteOpen(pub RwSignal<bool>);

/// Place of the palette; its chunk is loaded when it is first opened.
#[component]
pub fn Palette() -> impl IntoView {
    let PaletteOpen(open) = expect_context();
    load_when(move || open.get(), || office(OfficePart::Palette))
}
