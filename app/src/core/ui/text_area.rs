use super::{
    FormValue,
    combobox::Typeahead,
    labelled::{Labelled, invalid, note_id},
};
use leptos::prelude::*;

/// A text field of several lines.
#[component]
pub fn TextArea(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: FormValue<String>,
    #[prop(default = 3)] rows: u32,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
) -> impl IntoView {
    view! { <Labelled name label hint problem><Lines name value rows problem/></Labelled> }.into_any()
}

/// The element itself. Its text is set as a property by script: Leptos does not escape text between its tags.
#[component]
pub fn Lines(
    /// Form field name and element id.
    name: &'static str,
    value: FormValue<String>,
    #[prop(default = 3)] rows: u32,
    problem: Signal<Option<String>>,
    /// Suggestions, and a callback after each input that updates them.
    #[prop(optional)]
    suggestions: Option<(Typeahead, Callback<()>)>,
) -> impl IntoView {
    view! {
        <textarea
            id=name
            name=name
            dir="auto"
            rows=rows.to_string()
            aria-autocomplete=suggestions.map(|_| "list")
            aria-haspopup=suggestions.map(|_| "listbox")
            aria-controls=suggestions.map(|(typeahead, _)| typeahead.list_id())
            aria-activedescendant=move || suggestions.and_then(|(typeahead, _)| typeahead.active_id())
            aria-invalid=invalid(problem)
            aria-describedby=note_id(name)
            prop:value=value.read
            on:input=move |event| {
                value.write.set(event_target_value(&event));
                if let Some((_, typed)) = suggestions {
                    typed.run(());
                }
            }
            on:keydown=move |event| if let Some((typeahead, _)) = suggestions.filter(|(typeahead, _)| typeahead.open.get_untracked()) { typeahead.on_key(&event) }
            on:pointerdown=move |_| if let Some((typeahead, _)) = suggestions { typeahead.close() }
            on:blur=move |_| if let Some((typeahead, _)) = suggestions { typeahead.close() }
        ></textarea>
    }
}
