use super::labelled::{Labelled, invalid, note_id};
use leptos::prelude::*;

/// A field of a form: its label, what is typed, and below it what is wrong with that, or else a hint.
#[component]
pub fn Field(
    /// Its name in the form, and its id.
    name: &'static str,
    /// In words.
    label: &'static str,
    /// As in HTML.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// As in HTML.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with what was typed.
    #[prop(into)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Labelled name label hint=hint.unwrap_or_default() problem>
            <input
                id=name
                name=name
                type=kind.unwrap_or("text")
                autocomplete=autocomplete
                required
                aria-invalid=invalid(problem)
                aria-describedby=note_id(name)
            />
        </Labelled>
    }
    .into_any()
}
