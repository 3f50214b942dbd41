//! Forms, their fields when submitted, and buttons.

use super::document::{document, element};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast as _;
use web_sys::{
    FocusOptions, FormData, HtmlElement, HtmlFormElement, ScrollIntoViewOptions, ScrollLogicalPosition, SubmitEvent,
};

/// The fields of a form that is being submitted.
pub struct FormFields(Option<FormData>);

impl FormFields {
    /// The fields of the form that dispatched the event.
    pub fn of(event: &SubmitEvent) -> Self {
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        FormFields(form.and_then(|form| FormData::new_with_form(&form).ok()))
    }

    /// The text of a field; empty if the form has no such field.
    pub fn text(&self, name: &str) -> String {
        self.0.as_ref().and_then(|fields| fields.get(name).as_string()).unwrap_or_default()
    }
}

/// Clicks an element, if the page has it.
pub fn click(id: &str) {
    if let Some(button) = element::<HtmlElement>(id) {
        button.click();
    }
}

pub fn reset_form(id: &str) {
    if let Some(form) = element::<HtmlFormElement>(id) {
        form.reset();
    }
}

/// Submits a form of one field by `POST`, which navigates to the response.
pub fn submit_form(to: &str, name: &str, value: &str) {
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

/// Scrolls to the first error message of a form, and focuses the first invalid field.
pub fn show_first_error(form: &'static str) {
    let show = move || {
        let find = |what: &str| document()?.query_selector(&format!("#{form} :is({what})")).ok().flatten();
        let Some(message) = find(".flaw:not(:empty), .taken, .warn[role=alert]") else { return };
        let scroll = ScrollIntoViewOptions::new();
        scroll.set_block(ScrollLogicalPosition::Center);
        message.scroll_into_view_with_scroll_into_view_options(&scroll);
        if let Some(field) = find("[aria-invalid=true]").and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // A failed focus change is harmless.
            let _ = field.focus_with_options(&options);
        }
    };
    request_animation_frame(move || request_animation_frame(show));
}
