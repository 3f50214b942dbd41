//! The moment from which the page answers by itself.

use super::dom::{reload, root, window};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::Event;

/// Says on `<html>` that the page answers: tests, and styles of what only works then, wait for it.
pub fn mark_hydrated() {
    if let Some(root) = root() {
        // It fails only for a broken name.
        let _ = root.set_attribute("data-hydrated", "");
    }
}

/// Whether the page answers already.
pub fn is_hydrated() -> bool {
    root().is_some_and(|root| root.has_attribute("data-hydrated"))
}

/// Leaves links and history to the browser until the page answers: the router listens from its first moment, and
/// would take a click for a page that is not there yet.
pub fn leave_to_browser_until_hydrated() {
    let Some(window) = window() else { return };
    let start = page();
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if is_hydrated() {
            return;
        }
        event.stop_immediate_propagation();
        if event.type_() == "popstate" && page() != start {
            reload();
        }
    });
    for event in ["click", "popstate"] {
        // It fails only for broken options.
        let _ = window.add_event_listener_with_callback_and_bool(event, listener.as_ref().unchecked_ref(), true);
    }
    listener.forget();
}

/// Path and search of the address.
fn page() -> Option<(String, String)> {
    let location = window()?.location();
    Some((location.pathname().ok()?, location.search().ok()?))
}
