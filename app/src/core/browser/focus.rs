//! Keyboard focus.

use super::document::{document, element, window};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element, FocusOptions, HtmlElement, KeyboardEvent};

pub fn focus(id: &str) {
    if let Some(element) = element::<HtmlElement>(id) {
        // A failed focus change is harmless.
        let _ = element.focus();
    }
}

/// Focuses an element that is rendered within the next two frames.
pub fn focus_after_render(id: &'static str) {
    request_animation_frame(move || request_animation_frame(move || focus(id)));
}

/// Wraps `Tab` around inside an element, while it is laid over the page (`position: fixed`).
pub fn trap_focus(id: &str, event: &KeyboardEvent) {
    let is_overlay = |element: &HtmlElement| {
        let style = window().and_then(|window| window.get_computed_style(element).ok().flatten());
        style.and_then(|style| style.get_property_value("position").ok()).as_deref() == Some("fixed")
    };
    let Some(element) = element::<HtmlElement>(id).filter(is_overlay).filter(|_| event.key() == "Tab") else { return };
    let Ok(stops) = element.query_selector_all("a[href], button, input, select, textarea") else { return };
    let stop = |at: u32| stops.get(at).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (Some(first), Some(last)) = (stop(0), stop(stops.length().saturating_sub(1))) else { return };
    let now = document().and_then(|document| document.active_element());
    let (end, beginning) = if event.shift_key() { (first, last) } else { (last, first) };
    if now.as_ref() == Some(end.as_ref()) {
        event.prevent_default();
        // A failed focus change is harmless.
        let _ = beginning.focus();
    }
}

/// Focuses an element on the next frame, if the focused one was removed from the page.
pub fn focus_if_lost(id: String) {
    let lost = || document().and_then(|document| document.active_element()).is_none_or(|it| it.tag_name() == "BODY");
    // The page is updated before the next frame.
    request_animation_frame(move || {
        if let Some(element) = element::<HtmlElement>(&id).filter(|_| lost()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // A failed focus change is harmless.
            let _ = element.focus_with_options(&options);
        }
    });
}

/// Whether a form field has the focus.
pub fn is_field_focused() -> bool {
    let Some(active) = document().and_then(|document| document.active_element()) else { return false };
    matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// Whether Escape closes something else first: an open popover or dialog, or a focused field.
pub fn is_escape_taken() -> bool {
    let open = |document: Document| document.query_selector(":popover-open, dialog[open]").is_ok_and(|it| it.is_some());
    is_field_focused() || document().is_some_and(open)
}

pub fn is_focused(id: &str) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|active| active.id() == id)
}

pub fn is_hovered_or_focused(id: &str) -> bool {
    element::<Element>(id).is_some_and(|element| element.matches(":hover, :focus-within").unwrap_or_default())
}
