use super::Icon;
use crate::core::ui::IconName;
use leptos::prelude::*;

/// Element id of the hint or error below a field, for `aria-describedby`.
pub fn note_id(name: &str) -> String {
    format!("{name}-note")
}

/// A form control with its label, and below it an error message or else a hint.
#[component]
pub fn Labelled(
    /// Element id of the control.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: Signal<String>,
    /// Error message, in place of the hint.
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

/// Value of `aria-invalid`.
pub fn invalid(problem: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Clone {
    move || problem.with(Option::is_some).then_some("true")
}
