use super::Empty;
use crate::{
    browser,
    error::{AppError, Result},
    texts::use_texts,
};
use leptos::prelude::*;

/// What came of a resource: its view, or in words why there is none.
#[component]
pub fn Loaded<T, V>(
    /// What came.
    value: Result<T>,
    /// Shows it.
    view: impl FnOnce(T) -> V,
) -> impl IntoView
where
    V: IntoView + 'static,
{
    match value {
        Ok(value) => view(value).into_any(),
        Err(error) => view! { <Failure error/> }.into_any(),
    }
}

/// Why something is not there, and what to do.
#[component]
pub fn Failure(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let t = use_texts();
    let (icon, title, hint) = match &error {
        AppError::SignedOut => ("log-in", t.error_signed_out(), t.error_signed_out_hint().to_owned()),
        AppError::Forbidden => ("lock", t.error_forbidden(), t.error_forbidden_hint().to_owned()),
        AppError::NotFound => ("search-x", t.error_not_found(), t.error_not_found_hint().to_owned()),
        AppError::Unavailable => ("database", t.error_unavailable(), t.error_unavailable_hint().to_owned()),
        AppError::Internal { request_id } => ("circle-alert", t.error_internal(), t.error_internal_hint(request_id)),
        AppError::Transport(_) => ("wifi-off", t.error_offline(), t.error_offline_hint().to_owned()),
    };
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
