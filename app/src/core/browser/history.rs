//! Browser history.

use super::document::window;
use leptos::{ev, prelude::*};

/// Whether the current page was reached by Back or Forward, and its scroll position is not restored yet. A context of
/// the app.
#[derive(Clone, Copy)]
pub struct BackNavigation(StoredValue<bool>);

impl BackNavigation {
    /// Provides the context, and listens for history navigation and clicks for the app's lifetime.
    pub fn provide() {
        let reached_by_history = StoredValue::new(false);
        provide_context(BackNavigation(reached_by_history));
        if window().is_some() {
            window_event_listener(ev::popstate, move |_| reached_by_history.set_value(true));
            window_event_listener(ev::click, move |_| reached_by_history.set_value(false));
        }
    }

    /// Returns the flag and resets it.
    pub fn take(self) -> bool {
        let was = self.0.get_value();
        self.0.set_value(false);
        was
    }
}

/// Goes back if the current history entry was pushed by a link with this `state`; returns whether it did.
pub fn go_back_from(state: &str) -> bool {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return false };
    let reached = history.state().is_ok_and(|now| now.as_string().as_deref() == Some(state));
    // Fails only for inactive documents.
    reached && history.back().is_ok()
}
