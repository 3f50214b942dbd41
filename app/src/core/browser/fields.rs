//! Texts of form fields.

use super::document::{document, element, window};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, HtmlInputElement, SelectionMode};

pub fn field_value(id: &str) -> Option<String> {
    Some(element::<HtmlInputElement>(id)?.value())
}

/// Values of the inputs that match a selector.
pub fn input_values(selector: &str) -> Vec<String> {
    let Some(found) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    let value = |at| Some(found.item(at)?.dyn_into::<HtmlInputElement>().ok()?.value());
    (0..found.length()).filter_map(value).collect()
}

/// Replaces the selected text of a field, or appends to its text, and dispatches the `input` event.
pub fn insert_text(id: &str, text: &str) {
    let Some(field) = element::<HtmlInputElement>(id) else { return };
    let place = |of: Result<Option<u32>, _>| of.ok().flatten();
    match place(field.selection_start()).zip(place(field.selection_end())) {
        Some((start, end)) if start < end => {
            // Fails only for offsets outside the text; these are inside.
            let _ = field.set_range_text_with_start_and_end_and_selection_mode(text, start, end, SelectionMode::End);
        }
        _ => field.set_value(&(field.value() + text)),
    }
    dispatch_input(&field);
}

/// Dispatches an `input` event: setting a value by script dispatches none.
pub(super) fn dispatch_input(field: &Element) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
        // `input` events cannot be cancelled.
        let _ = field.dispatch_event(&event);
    }
}

/// Selects the text of a field.
pub fn select_text(id: &str) {
    if let Some(field) = element::<HtmlInputElement>(id) {
        field.select();
    }
}

/// Copies the text of a field to the clipboard. The text is selected too, for browsers without clipboard access.
pub fn copy_field(id: &str) {
    let (Some(field), Some(window)) = (element::<HtmlInputElement>(id), window()) else { return };
    field.select();
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    // Only secure contexts (HTTPS) have `navigator.clipboard`.
    if let Some(clipboard) = clipboard.ok().and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok()) {
        let _ = clipboard.write_text(&field.value());
    }
}
