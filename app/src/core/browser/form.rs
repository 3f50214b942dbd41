use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement, SubmitEvent};

/// What stands in the fields of a form that is being sent.
pub struct FormFields(Option<FormData>);

impl FormFields {
    /// Of the form that an event is about.
    pub fn of(event: &SubmitEvent) -> Self {
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        FormFields(form.and_then(|form| FormData::new_with_form(&form).ok()))
    }

    /// The text of a field.
    pub fn text(&self, name: &str) -> String {
        self.0.as_ref().and_then(|fields| fields.get(name).as_string()).unwrap_or_default()
    }
}
