//! Operations on elements of the page. The server has no window, and there they do nothing.

use crate::core::preferences::{SIDE_COOKIE, Side};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, EventInit, FocusOptions, HtmlDialogElement, HtmlElement, HtmlFormElement,
    HtmlInputElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition, SelectionMode,
    ServiceWorkerContainer, UrlSearchParams, Window,
};

/// CSS pixels; a page that is scrolled farther is being read.
const SCROLLED: f64 = 80.0;

pub(super) fn window() -> Option<Window> {
    if cfg!(feature = "hydrate") { web_sys::window() } else { None }
}

pub(super) fn root() -> Option<Element> {
    document()?.document_element()
}

fn document() -> Option<Document> {
    window()?.document()
}

pub(super) fn element<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Whether the page's tab is in the foreground.
pub fn is_seen() -> bool {
    document().is_some_and(|document| !document.hidden())
}

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

pub fn has_element(id: &str) -> bool {
    element::<Element>(id).is_some()
}

/// Clicks an element, if the page has it.
pub fn press(id: &str) {
    if let Some(button) = element::<HtmlElement>(id) {
        button.click();
    }
}

pub fn focus(id: &str) {
    if let Some(element) = element::<HtmlElement>(id) {
        // A failed focus change is harmless.
        let _ = element.focus();
    }
}

/// Focuses an element that is rendered within the next two frames.
pub fn focus_soon(id: &'static str) {
    request_animation_frame(move || request_animation_frame(move || focus(id)));
}

/// Scrolls to the first error message of a form, and focuses the first invalid field.
pub fn show_flaw(form: &'static str) {
    let show = move || {
        let find = |what: &str| document()?.query_selector(&format!("#{form} :is({what})")).ok().flatten();
        let Some(flaw) = find(".flaw:not(:empty), .taken, .warn[role=alert]") else { return };
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        flaw.scroll_into_view_with_scroll_into_view_options(&options);
        if let Some(field) = find("[aria-invalid=true]").and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            let quietly = FocusOptions::new();
            quietly.set_prevent_scroll(true);
            // A failed focus change is harmless.
            let _ = field.focus_with_options(&quietly);
        }
    };
    request_animation_frame(move || request_animation_frame(show));
}

/// Wraps `Tab` around inside an element, while it is laid over the page (`position: fixed`).
pub fn keep_focus_in(id: &str, event: &KeyboardEvent) {
    let over = |element: &HtmlElement| {
        let style = window().and_then(|window| window.get_computed_style(element).ok().flatten());
        style.and_then(|style| style.get_property_value("position").ok()).as_deref() == Some("fixed")
    };
    let Some(element) = element::<HtmlElement>(id).filter(over).filter(|_| event.key() == "Tab") else { return };
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
pub fn is_typing() -> bool {
    let Some(active) = document().and_then(|document| document.active_element()) else { return false };
    matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// Whether Escape closes something else first: an open popover or dialog, or a focused field.
pub fn is_busy_with_escape() -> bool {
    let open = |document: Document| document.query_selector(":popover-open, dialog[open]").is_ok_and(|it| it.is_some());
    is_typing() || document().is_some_and(open)
}

pub fn is_focused(id: &str) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|active| active.id() == id)
}

pub fn field_value(id: &str) -> Option<String> {
    Some(element::<HtmlInputElement>(id)?.value())
}

/// Replaces the selected text of a field, or appends to its text, and dispatches the `input` event.
pub fn type_into(id: &str, text: &str) {
    let Some(field) = element::<HtmlInputElement>(id) else { return };
    let place = |of: Result<Option<u32>, _>| of.ok().flatten();
    match place(field.selection_start()).zip(place(field.selection_end())) {
        Some((start, end)) if start < end => {
            // Fails only for offsets outside the text; these are inside.
            let _ = field.set_range_text_with_start_and_end_and_selection_mode(text, start, end, SelectionMode::End);
        }
        _ => field.set_value(&(field.value() + text)),
    }
    changed_by_hand(&field);
}

/// Dispatches an `input` event: setting a value by script dispatches none.
pub(super) fn changed_by_hand(field: &Element) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
        // `input` events cannot be cancelled.
        let _ = field.dispatch_event(&event);
    }
}

/// Selects the text of a field.
pub fn select(id: &str) {
    if let Some(field) = element::<HtmlInputElement>(id) {
        field.select();
    }
}

/// Scrolls an element into view by the shortest distance.
pub fn scroll_to(id: &str) {
    if let Some(element) = element::<Element>(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether the person is working with an element: the page is scrolled, or the element contains the focus or a checked
/// control.
pub fn is_used(id: &str) -> bool {
    let chosen = || {
        let element = element::<Element>(id)?;
        let active = document()?.active_element();
        Some(element.contains(active.as_deref()) || element.query_selector(":checked").ok()?.is_some())
    };
    super::scrolled() > SCROLLED || chosen().unwrap_or_default()
}

pub fn is_held(id: &str) -> bool {
    element::<Element>(id).is_some_and(|element| element.matches(":hover, :focus-within").unwrap_or_default())
}

/// Values of the inputs that match a selector.
pub fn values_of(selector: &str) -> Vec<String> {
    let Some(found) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    let value = |at| Some(found.item(at)?.dyn_into::<HtmlInputElement>().ok()?.value());
    (0..found.length()).filter_map(value).collect()
}

pub fn reset_form(id: &str) {
    if let Some(form) = element::<HtmlFormElement>(id) {
        form.reset();
    }
}

/// Submits a form of one field by `POST`, which navigates to the response.
pub fn send_form(to: &str, name: &str, value: &str) {
    let Some(document) = document() else { return };
    let make = |tag, attributes: &[(&str, &str)]| {
        let element = document.create_element(tag).ok()?;
        for (name, value) in attributes {
            element.set_attribute(name, value).ok()?;
        }
        Some(element)
    };
    let form = make("form", &[("method", "post"), ("action", to), ("hidden", "")]);
    let field = make("input", &[("type", "hidden"), ("name", name), ("value", value)]);
    let (Some(form), Some(field), Some(body)) = (form, field, document.body()) else { return };
    // Fails only for elements of another document.
    let _ = form.append_child(&field).and_then(|_| body.append_child(&form));
    if let Ok(form) = form.dyn_into::<HtmlFormElement>() {
        let _ = form.submit();
    }
}

/// Sets the side bar's width, and stores it in the cookie by a beacon, which is sent even if the page is left.
pub fn show_side(side: Side) {
    if let Some(root) = root() {
        // Fails only for an invalid attribute name.
        let _ = root.set_attribute("data-side", side.code());
    }
    if let (Some(window), Ok(fields)) = (window(), UrlSearchParams::new()) {
        fields.append(SIDE_COOKIE, side.code());
        let _ = window.navigator().send_beacon_with_opt_url_search_params("/preferences", Some(&fields));
    }
}

/// Opens or closes a dialog on the next frame: a dialog that was just rendered is not yet in the document.
pub fn show_dialog(dialog: HtmlDialogElement, open: bool) {
    request_animation_frame(move || match (open, dialog.open()) {
        // Fails only for a dialog that was removed from the page.
        (true, false) => drop(dialog.show_modal()),
        (false, true) => dialog.close(),
        _ => {}
    });
}

/// Copies the text of a field to the clipboard. The text is selected too, for browsers without clipboard access.
pub fn copy_from(id: &str) {
    let (Some(field), Some(window)) = (element::<HtmlInputElement>(id), window()) else { return };
    field.select();
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    // Only secure contexts (HTTPS) have `navigator.clipboard`.
    if let Some(clipboard) = clipboard.ok().and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok()) {
        let _ = clipboard.write_text(&field.value());
    }
}

/// Registers the service worker that stores the offline page (`public/sw.js`). A different `variant` (language and
/// theme) stores it again.
pub fn keep_offline_page(looks: &str) {
    let Some(window) = window() else { return };
    // Only secure contexts (HTTPS or localhost) have `navigator.serviceWorker`.
    let workers = js_sys::Reflect::get(&window.navigator(), &"serviceWorker".into());
    if let Some(workers) = workers.ok().and_then(|workers| workers.dyn_into::<ServiceWorkerContainer>().ok()) {
        // Without a service worker the browser shows its own offline page.
        let _ = workers.register(&format!("/sw.js?{looks}"));
    }
}

/// Scheme, host and port of the page's URL.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

pub fn reload() {
    if let Some(window) = window() {
        // Fails only for a document without a window.
        let _ = window.location().reload();
    }
}
