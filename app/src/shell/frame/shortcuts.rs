use super::{
    palette::{PALETTE_FIELD, PaletteOpen},
    shortcuts_dialog::ShortcutsOpen,
};
use crate::{
    core::{browser, page::use_frame, ui::load_when},
    features::bookings::{
        SELECT_ROWS,
        work::{CLIENT_FIELD, use_dialogs},
    },
    shell::chunks::{OfficePart, office},
};
use domain::staff::Permission;
use leptos::prelude::*;

/// Listens for the keyboard shortcuts of every page. The help dialog's chunk is loaded when it is first opened.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let PaletteOpen(palette) = expect_context();
    let dialogs = use_dialogs();
    let makes = use_frame().may(Permission::EditBookings);
    let create = move || {
        browser::buffer_keys(CLIENT_FIELD);
        dialogs.creating.set(true);
    };
    let help = RwSignal::new(false);
    provide_context(ShortcutsOpen(help));
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        // By key position too: layouts of other alphabets have another letter there.
        if (event.ctrl_key() || event.meta_key()) && (event.code() == "KeyK" || event.key() == "k") {
            event.prevent_default();
            browser::buffer_keys(PALETTE_FIELD);
            palette.set(true);
            return;
        }
        if !browser::is_single_key(&event) {
            return;
        }
        match event.key().as_str() {
            "?" => help.set(true),
            // By key position too, as above.
            "c" if makes => create(),
            _ if makes && event.code() == "KeyC" => create(),
            "x" if makes => browser::click(SELECT_ROWS),
            _ if makes && event.code() == "KeyX" => browser::click(SELECT_ROWS),
            "/" if browser::has_element("search") => browser::focus("search"),
            "/" => {
                browser::buffer_keys(PALETTE_FIELD);
                palette.set(true);
            }
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
    load_when(move || help.get(), || office(OfficePart::Shortcuts))
}
