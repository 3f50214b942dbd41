//! Scrolling.

use super::document::{document, element, window};
use leptos::prelude::request_animation_frame;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// CSS pixels; a page that is scrolled farther is being read.
const SCROLLED: f64 = 80.0;

/// Scrolls an element into view by the shortest distance.
pub fn scroll_into_view(id: &str) {
    if let Some(element) = element::<Element>(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether the person is working with an element: the page is scrolled, or the element contains the focus or a checked
/// control.
pub fn is_in_use(id: &str) -> bool {
    let holds_focus_or_choice = || {
        let element = element::<Element>(id)?;
        let active = document()?.active_element();
        Some(element.contains(active.as_deref()) || element.query_selector(":checked").ok()?.is_some())
    };
    scroll_position() > SCROLLED || holds_focus_or_choice().unwrap_or_default()
}

/// Vertical scroll position of the page, in CSS pixels.
pub fn scroll_position() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the page to a vertical position, in CSS pixels, once the pending update is rendered.
pub fn scroll_page_to(to: f64) {
    request_animation_frame(move || {
        if let Some(window) = window() {
            window.scroll_to_with_x_and_y(0.0, to);
        }
    });
}
