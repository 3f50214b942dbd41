use super::labelled::{Labelled, invalid, note_id};
use leptos::prelude::*;

/// A required text field whose value is read when the form is submitted.
#[component]
pub fn Field(
    /// Form field name and element id.
    name: &'static str,
    label: &'static str,
    /// HTML attribute of an `<input>`.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// HTML attribute of an `<input>`.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    #[prop(optional)] hint: Option<&'static str>,
    /// Error message, in place of the hint.
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
