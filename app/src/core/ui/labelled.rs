use super::Icon;
use crate::core::ui::IconName;
use leptos::prelude::*;

/// The id of the line below a field, which the field is described by.
pub fn note_id(name: &str) -> String {
    format!("{name}-note")
}

/// A control of a form with its label, and below it what is wrong with what stands in it, or else a hint.
#[component]
pub fn Labelled(
    /// Id of the control.
    name: &'static str,
    /// In words.
    #[prop(into)]
    label: String,
    /// What helps to fill it in.
    #[prop(into)]
    hint: Signal<String>,
    /// What is wrong with it.
    problem: Signal<Option<String>>,
    /// The control, described by [`note_id`].
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {children()}
            <small id=note_id(name)>
                {move || match problem.get() {
                    Some(problem) => view! { <span class="flaw"><Icon name=IconName::CircleAlert/>{problem}</span> }.into_any(),
                    None => view! { <span class="muted">{hint}</span> }.into_any(),
                }}
            </small>
        </div>
    }
    .into_any()
}

/// What `aria-invalid` says of it.
pub fn invalid(problem: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Clone {
    move || problem.with(Option::is_some).then_some("true")
}
