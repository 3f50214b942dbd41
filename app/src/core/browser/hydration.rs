//! Marks the end of hydration.

use super::document::{reload, root, window};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Event, HtmlElement};

/// Sets `data-hydrated` on `<html>`, and presses the button that was pressed before. Tests wait for the attribute, and
/// styles enable controls that need script.
pub fn mark_hydrated() {
    let Some(root) = root() else { return };
    // Fails only for an invalid attribute name.
    let _ = root.set_attribute("data-hydrated", "");
    // `shell/start.js` marks the button.
    let Some(button) = root.query_selector("[data-pressed]").ok().flatten() else { return };
    let _ = button.remove_attribute("data-pressed");
    if let Some(button) = button.dyn_ref::<HtmlElement>() {
        button.click();
    }
}

/// Whether hydration has finished.
pub fn is_hydrated() -> bool {
    root().is_some_and(|root| root.has_attribute("data-hydrated"))
}

/// Until hydration has finished, keeps link clicks and history navigation from the router, which listens from the start
/// and would navigate to pages that are not loaded yet. The browser loads them from the server instead.
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
        // Fails only for invalid options.
        let _ = window.add_event_listener_with_callback_and_bool(event, listener.as_ref().unchecked_ref(), true);
    }
    listener.forget();
}

fn page() -> Option<(String, String)> {
    let location = window()?.location();
    Some((location.pathname().ok()?, location.search().ok()?))
}
