//! The command palette: where to go, what to find, what to switch, by a few letters.

mod items;
mod view;

use crate::{
    core::ui::when_asked,
    shell::chunks::{OfficePart, office},
};
use leptos::prelude::*;
pub use view::PaletteView;

/// Where it is typed what is looked for.
pub const PALETTE_FIELD: &str = "palette-field";

/// Whether the palette is open; known to all inside the frame.
#[derive(Clone, Copy)]
pub struct PaletteOpen(pub RwSignal<bool>);

/// Stands in the frame; its part of the program is loaded when it is first opened.
#[component]
pub fn Palette() -> impl IntoView {
    let PaletteOpen(open) = expect_context();
    when_asked(move || open.get(), || office(OfficePart::Palette))
}
