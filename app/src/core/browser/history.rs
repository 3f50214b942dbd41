//! Going back.

use super::dom::window;
use leptos::{ev, prelude::*};

/// Whether the page that is shown was gone back to, and where it was scrolled to is still to be restored.
#[derive(Clone, Copy)]
pub struct Returned(StoredValue<bool>);

impl Returned {
    /// Listens, as long as the app lives, to whether pages are gone back to or led to.
    pub fn provide() {
        let returned = StoredValue::new(false);
        provide_context(Returned(returned));
        if window().is_some() {
            window_event_listener(ev::popstate, move |_| returned.set_value(true));
            window_event_listener(ev::click, move |_| returned.set_value(false));
        }
    }

    /// Whether so; asked once.
    pub fn take(self) -> bool {
        let was = self.0.get_value();
        self.0.set_value(false);
        was
    }
}

/// How far the page is scrolled, in CSS pixels.
pub fn scrolled() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the page so far, once it shows what has just been made.
pub fn scroll_back(to: f64) {
    request_animation_frame(move || {
        if let Some(window) = window() {
            window.scroll_to_with_x_and_y(0.0, to);
        }
    });
}

/// Goes back, if the entry of the history was led to by a link that said so by its `state`.
pub fn back_from(state: &str) -> bool {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return false };
    let came = history.state().is_ok_and(|now| now.as_string().as_deref() == Some(state));
    // It fails only in documents that are not shown.
    came && history.back().is_ok()
}
