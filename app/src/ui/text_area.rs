use super::labelled::{Labelled, invalid, note_id};
use leptos::prelude::*;

/// A field of several lines.
#[component]
pub fn TextArea(
    /// Its name in the form, and its id.
    name: &'static str,
    /// In words.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// How many lines are shown.
    #[prop(default = 3)]
    rows: u32,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    view! { <Labelled name label hint problem><Lines name value rows problem/></Labelled> }.into_any()
}

/// The field itself. What stands in it is set by script alone: written between its tags, Leptos would not keep a tag in
/// it from being one.
#[component]
pub fn Lines(
    /// Its name in the form, and its id.
    name: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// How many are shown.
    #[prop(default = 3)]
    rows: u32,
    /// What is wrong with it.
    problem: Signal<Option<String>>,
    /// Hears that something was typed.
    #[prop(optional)]
    typed: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <textarea
            id=name
            name=name
            dir="auto"
            rows=rows.to_string()
            aria-invalid=invalid(problem)
            aria-describedby=note_id(name)
            prop:value=value
            on:input=move |event| {
                value.set(event_target_value(&event));
                if let Some(typed) = typed {
                    typed.run(());
                }
            }
        ></textarea>
    }
}
