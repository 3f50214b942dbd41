//! The document and its window. The server has none, and functions that need it do nothing.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, Window};

pub(super) fn window() -> Option<Window> {
    if cfg!(feature = "hydrate") { web_sys::window() } else { None }
}

pub(super) fn root() -> Option<Element> {
    document()?.document_element()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

pub(super) fn element<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

pub fn has_element(id: &str) -> bool {
    element::<Element>(id).is_some()
}

/// Whether the page's tab is in the foreground.
pub fn is_page_visible() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Scheme, host and port of the page's URL.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Dispatches an event of the window.
pub fn dispatch_window_event(name: &str) {
    // Fails only for a name that is none.
    if let (Some(window), Ok(event)) = (window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}

pub fn reload() {
    if let Some(window) = window() {
        // Fails only for a document without a window.
        let _ = window.location().reload();
    }
}
