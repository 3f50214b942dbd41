//! Browser history and scroll position.

use super::dom::window;
use leptos::{ev, prelude::*};

/// Whether the current page was reached by Back or Forward, and its scroll position is not restored yet. A context of
/// the app.
#[derive(Clone, Copy)]
pub struct Returned(StoredValue<bool>);

impl Returned {
    /// Provides the context, and listens for history navigation and clicks for the app's lifetime.
    pub fn provide() {
        let returned = StoredValue::new(false);
        provide_context(Returned(returned));
        if window().is_some() {
            window_event_listener(ev::popstate, move |_| returned.set_value(true));
            window_event_listener(ev::click, move |_| returned.set_value(false));
        }
    }

    /// Returns the flag and resets it.
    pub fn take(self) -> bool {
        let was = self.0.get_value();
        self.0.set_value(false);
        was
    }
}

/// Vertical scroll position of the page, in CSS pixels.
pub fn scrolled() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the page to a vertical position, in CSS pixels, once the pending update is rendered.
pub fn scroll_back(to: f64) {
    request_animation_frame(move || {
        if let Some(window) = window() {
            window.scroll_to_with_x_and_y(0.0, to);
        }
    });
}

/// Goes back if the current history entry was pushed by a link with this `state`; returns whether it did.
pub fn back_from(state: &str) -> bool {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return false };
    let came = history.state().is_ok_and(|now| now.as_string().as_deref() == Some(state));
    // Fails only for inactive documents.
    came && history.back().is_ok()
}
