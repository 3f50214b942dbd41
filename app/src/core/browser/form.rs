use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement, SubmitEvent};

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
