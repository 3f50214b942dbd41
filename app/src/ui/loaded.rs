use super::Empty;
use crate::{
    browser,
    error::{AppError, Result},
    texts::{Texts, use_texts},
};
use leptos::prelude::*;

/// What comes of a resource: its shape while it is on its way, then its view, or in words why there is none. While it
/// is asked for again, what was there stays.
#[component]
pub fn Loaded<T>(
    /// What comes.
    resource: Resource<Result<T>>,
    /// Its shape.
    #[prop(into, optional)]
    shape: ViewFn,
    /// Shows it.
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let come = move || {
        let view = view.clone();
        Suspend::new(async move { resource.await.map_or_else(failure, view) }).into_any()
    };
    waiting(shape, Box::new(come))
}

/// Apart from what comes: the browser's program holds it once.
fn waiting(shape: ViewFn, come: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    view! { <Transition fallback=move || shape.run()>{move || come()}</Transition> }.into_any()
}

/// Why something is not there, and what to do.
#[component]
pub fn Failure(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let t = use_texts();
    let (icon, title, hint) = error_words(t, &error);
    view! {
        <div role="alert">
            <Empty icon title hint>
                <button class="btn" type="button" on:click=|_| browser::reload()>
                    {t.error_reload()}
                </button>
            </Empty>
        </div>
    }
}

/// A sign, what happened, and what to do.
pub fn error_words(t: Texts, error: &AppError) -> (&'static str, &'static str, String) {
    match error {
        AppError::SignedOut => ("log-in", t.error_signed_out(), t.error_signed_out_hint().to_owned()),
        AppError::Forbidden => ("lock", t.error_forbidden(), t.error_forbidden_hint().to_owned()),
        AppError::NotFound => ("search-x", t.error_not_found(), t.error_not_found_hint().to_owned()),
        AppError::Invalid(_) => ("circle-alert", t.error_invalid(), t.error_invalid_hint().to_owned()),
        AppError::TooManyRequests { seconds } => ("clock", t.error_too_many(), t.login_later((*seconds).into())),
        AppError::Unavailable => ("database", t.error_unavailable(), t.error_unavailable_hint().to_owned()),
        AppError::Internal { request_id } => ("circle-alert", t.error_internal(), t.error_internal_hint(request_id)),
        AppError::Transport(_) => ("wifi-off", t.error_offline(), t.error_offline_hint().to_owned()),
    }
}

/// [`Failure`] as a view.
pub fn failure(error: AppError) -> AnyView {
    view! { <Failure error/> }.into_any()
}
