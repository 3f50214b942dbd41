use super::Icon;
use crate::core::{
    error::Result,
    texts::use_texts,
    ui::{IconName, error_sentence},
};
use leptos::prelude::*;

/// Why what was asked was not done, where that is not said at a field: one line above the button.
#[component]
pub fn Refusal<T: Send + Sync + 'static>(
    /// What the server answered, if it has.
    #[prop(into)]
    answer: Signal<Option<Result<T>>>,
) -> impl IntoView {
    let t = use_texts();
    let words = Signal::derive(move || {
        answer.with(|answer| {
            let error = answer.as_ref()?.as_ref().err()?;
            (!error.is_at_a_field()).then(|| error_sentence(t, error))
        })
    });
    shown(words)
}

fn shown(words: Signal<Option<String>>) -> AnyView {
    (move || {
        words.get().map(|words| view! { <p class="warn" role="alert"><Icon name=IconName::CircleAlert/>{words}</p> })
    })
    .into_any()
}
