use super::Icon;
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
    let note = format!("{name}-note");
    let described = note.clone();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                id=name
                name=name
                type=kind.unwrap_or("text")
                autocomplete=autocomplete
                required
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                aria-describedby=described
            />
            <small id=note>
                {move || match problem.get() {
                    Some(problem) => view! { <span class="flaw"><Icon name="circle-alert"/>{problem}</span> }.into_any(),
                    None => view! { <span class="muted">{hint}</span> }.into_any(),
                }}
            </small>
        </div>
    }
    .into_any()
}
