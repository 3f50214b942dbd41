//! Popovers: elements with the `popover` attribute.

use super::document::{document, element};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

pub fn show_popover(id: &str, open: bool) {
    if let Some(element) = element::<HtmlElement>(id) {
        // Fails only if the popover is already in that state.
        let _ = if open { element.show_popover() } else { element.hide_popover() };
    }
}

pub fn close_popover(id: &str) {
    show_popover(id, false);
}

pub fn close_popovers() {
    let Some(open) = document().and_then(|document| document.query_selector_all(":popover-open").ok()) else { return };
    for at in 0..open.length() {
        if let Some(element) = open.get(at).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
            // Fails only if the popover is already closed.
            let _ = element.hide_popover();
        }
    }
}
