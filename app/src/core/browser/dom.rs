//! What pages do to their elements. On the server there is no window, and nothing is done.

use crate::core::preferences::{SIDE_COOKIE, Side};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, EventInit, FocusOptions, HtmlDialogElement, HtmlElement, HtmlFormElement,
    HtmlInputElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition, SelectionMode,
    ServiceWorkerContainer, UrlSearchParams, Window,
};

/// Pixels: whoever has scrolled farther is reading.
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

/// Whether the page is looked at, and not behind another tab.
pub fn is_seen() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Opens or closes a popover.
pub fn show_popover(id: &str, open: bool) {
    if let Some(element) = element::<HtmlElement>(id) {
        // It fails when it is so already, which is what was wanted.
        let _ = if open { element.show_popover() } else { element.hide_popover() };
    }
}

/// Closes an open popover.
pub fn close_popover(id: &str) {
    show_popover(id, false);
}

/// Closes all popovers.
pub fn close_popovers() {
    let Some(open) = document().and_then(|document| document.query_selector_all(":popover-open").ok()) else { return };
    for at in 0..open.length() {
        if let Some(element) = open.get(at).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
            // As above.
            let _ = element.hide_popover();
        }
    }
}

/// Whether the page has such an element.
pub fn has_element(id: &str) -> bool {
    element::<Element>(id).is_some()
}

/// Presses a button, where the page has it.
pub fn press(id: &str) {
    if let Some(button) = element::<HtmlElement>(id) {
        button.click();
    }
}

/// Moves the keyboard to an element.
pub fn focus(id: &str) {
    if let Some(element) = element::<HtmlElement>(id) {
        // Without a focus the page works on.
        let _ = element.focus();
    }
}

/// The same for what is only about to be there.
pub fn focus_soon(id: &'static str) {
    request_animation_frame(move || request_animation_frame(move || focus(id)));
}

/// Shows the first thing in a form that says what is wrong, and focuses the field that it is about.
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
            // Without a focus the page works on.
            let _ = field.focus_with_options(&quietly);
        }
    };
    request_animation_frame(move || request_animation_frame(show));
}

/// Keeps the keyboard inside an element that lies over the page: `Tab` at its end leads to its beginning.
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
        // Without a focus the page works on.
        let _ = beginning.focus();
    }
}

/// Moves the keyboard to an element, if what had it is gone.
pub fn focus_if_lost(id: String) {
    let lost = || document().and_then(|document| document.active_element()).is_none_or(|it| it.tag_name() == "BODY");
    // When the page has changed.
    request_animation_frame(move || {
        if let Some(element) = element::<HtmlElement>(&id).filter(|_| lost()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Without a focus the page works on.
            let _ = element.focus_with_options(&options);
        }
    });
}

/// Whether letters go into a field.
pub fn is_typing() -> bool {
    let Some(active) = document().and_then(|document| document.active_element()) else { return false };
    matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// Whether Escape is first for something else: an open menu or dialog, a field that is being typed in.
pub fn is_busy_with_escape() -> bool {
    let open = |document: Document| document.query_selector(":popover-open, dialog[open]").is_ok_and(|it| it.is_some());
    is_typing() || document().is_some_and(open)
}

/// Whether an element has the focus.
pub fn is_focused(id: &str) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|active| active.id() == id)
}

/// What stands in a field.
pub fn field_value(id: &str) -> Option<String> {
    Some(element::<HtmlInputElement>(id)?.value())
}

/// Types into a field, as a person would: in place of what is selected.
pub fn type_into(id: &str, text: &str) {
    let Some(field) = element::<HtmlInputElement>(id) else { return };
    let place = |of: Result<Option<u32>, _>| of.ok().flatten();
    match place(field.selection_start()).zip(place(field.selection_end())) {
        Some((start, end)) if start < end => {
            // Between two places of its own text.
            let _ = field.set_range_text_with_start_and_end_and_selection_mode(text, start, end, SelectionMode::End);
        }
        _ => field.set_value(&(field.value() + text)),
    }
    changed_by_hand(&field);
}

/// Tells a field's listeners what a person's typing would have told them.
pub(super) fn changed_by_hand(field: &Element) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
        // Nobody cancels it.
        let _ = field.dispatch_event(&event);
    }
}

/// Selects what stands in a field, so that typing replaces it.
pub fn select(id: &str) {
    if let Some(field) = element::<HtmlInputElement>(id) {
        field.select();
    }
}

/// Lets an element be seen, moving no more than needed.
pub fn scroll_to(id: &str) {
    if let Some(element) = element::<Element>(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether somebody goes through an element: scrolled into it, or chose something in it.
pub fn is_used(id: &str) -> bool {
    let chosen = || {
        let element = element::<Element>(id)?;
        let active = document()?.active_element();
        Some(element.contains(active.as_deref()) || element.query_selector(":checked").ok()?.is_some())
    };
    super::scrolled() > SCROLLED || chosen().unwrap_or_default()
}

/// Whether an element is pointed at, or holds the focus.
pub fn is_held(id: &str) -> bool {
    element::<Element>(id).is_some_and(|element| element.matches(":hover, :focus-within").unwrap_or_default())
}

/// The values of the controls that match.
pub fn values_of(selector: &str) -> Vec<String> {
    let Some(found) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    let value = |at| Some(found.item(at)?.dyn_into::<HtmlInputElement>().ok()?.value());
    (0..found.length()).filter_map(value).collect()
}

/// Empties a form.
pub fn reset_form(id: &str) {
    if let Some(form) = element::<HtmlFormElement>(id) {
        form.reset();
    }
}

/// Sends one field as a form would, and goes where the answer leads.
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
    // Neither fails for elements made just now.
    let _ = form.append_child(&field).and_then(|_| body.append_child(&form));
    if let Ok(form) = form.dyn_into::<HtmlFormElement>() {
        let _ = form.submit();
    }
}

/// Shows as much of the side bar, and has it kept, whatever becomes of this page.
pub fn show_side(side: Side) {
    if let Some(root) = root() {
        // Neither fails: the name is one, and what is too large for a beacon is not sent at all.
        let _ = root.set_attribute("data-side", side.code());
    }
    if let (Some(window), Ok(fields)) = (window(), UrlSearchParams::new()) {
        fields.append(SIDE_COOKIE, side.code());
        let _ = window.navigator().send_beacon_with_opt_url_search_params("/preferences", Some(&fields));
    }
}

/// Opens or closes a dialog; when it is in the page, where one that has just been made is not yet.
pub fn show_dialog(dialog: HtmlDialogElement, open: bool) {
    request_animation_frame(move || match (open, dialog.open()) {
        // It fails for what has left the page meanwhile.
        (true, false) => drop(dialog.show_modal()),
        (false, true) => dialog.close(),
        _ => {}
    });
}

/// Puts what stands in a field where it can be pasted from; where the browser forbids that, it is selected at least.
pub fn copy_from(id: &str) {
    let (Some(field), Some(window)) = (element::<HtmlInputElement>(id), window()) else { return };
    field.select();
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    // It is there on pages that came by HTTPS only.
    if let Some(clipboard) = clipboard.ok().and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok()) {
        let _ = clipboard.write_text(&field.value());
    }
}

/// Lets the browser keep a page for when there is no network (`public/sw.js`). `looks`: when these change, it is kept anew.
pub fn keep_offline_page(looks: &str) {
    let Some(window) = window() else { return };
    // It is there on pages that came by HTTPS, or from this very device.
    let workers = js_sys::Reflect::get(&window.navigator(), &"serviceWorker".into());
    if let Some(workers) = workers.ok().and_then(|workers| workers.dyn_into::<ServiceWorkerContainer>().ok()) {
        // Without it the browser shows a page of its own.
        let _ = workers.register(&format!("/sw.js?{looks}"));
    }
}

/// What stands before the path of each of our addresses.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // It fails only where there is no page to reload.
        let _ = window.location().reload();
    }
}
