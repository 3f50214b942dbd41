use super::labelled::{Labelled, invalid, note_id};
use leptos::prelude::*;

/// A field of one line, whose text somebody else wants to know as it is typed.
#[component]
pub fn TextField(
    /// Its name in the form, and its id.
    name: &'static str,
    /// In words.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// The keyboard of a phone, as in HTML.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Labelled name label hint problem>
            <input
                id=name
                name=name
                type="text"
                dir="auto"
                inputmode=inputmode
                autocomplete="off"
                aria-invalid=invalid(problem)
                aria-describedby=note_id(name)
                value=value.get_untracked()
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </Labelled>
    }
    .into_any()
}
