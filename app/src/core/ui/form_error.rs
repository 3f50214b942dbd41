use super::Icon;
use crate::core::{
    error::Result,
    texts::use_texts,
    ui::{IconName, error_sentence},
};
use leptos::prelude::*;

/// The error of a form's submission, in one line above the button; hidden for errors that are shown at fields.
#[component]
pub fn FormError<T: Send + Sync + 'static>(#[prop(into)] answer: Signal<Option<Result<T>>>) -> impl IntoView {
    let t = use_texts();
    let words = Signal::derive(move || {
        answer.with(|answer| {
            let error = answer.as_ref()?.as_ref().err()?;
            (!error.is_shown_at_fields()).then(|| error_sentence(t, error))
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
