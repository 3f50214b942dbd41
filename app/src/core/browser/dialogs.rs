//! Modal dialogs.

use leptos::prelude::request_animation_frame;
use web_sys::HtmlDialogElement;

/// Opens or closes a dialog on the next frame: a dialog that was just rendered is not yet in the document.
pub fn show_dialog(dialog: HtmlDialogElement, open: bool) {
    request_animation_frame(move || match (open, dialog.open()) {
        // Fails only for a dialog that was removed from the page.
        (true, false) => drop(dialog.show_modal()),
        (false, true) => dialog.close(),
        _ => {}
    });
}
