use crate::core::{
    error::AppError,
    texts::use_texts,
    ui::{Icon, error_sentence, error_words},
};
use domain::bookings::Conflict;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The error of a form's submission; hidden for errors that are shown at fields or with alternative times.
#[component]
pub fn Failed(error: RwSignal<Option<AppError>>) -> impl IntoView {
    let t = use_texts();
    let location = use_location();
    // When the device is online again, the connection error is out of date.
    let back = window_event_listener_untyped("online", move |_| {
        if matches!(&*error.read_untracked(), Some(AppError::Transport(_))) {
            error.set(None);
        }
    });
    on_cleanup(move || back.remove());
    let here = move || format!("{}{}", location.pathname.get_untracked(), query_of(&location.search.get_untracked()));
    move || {
        let error = error.read();
        let error = error.as_ref().filter(|error| {
            !error.is_at_a_field()
                && !matches!(error, AppError::Conflict(Conflict::Taken { .. } | Conflict::Changed(_)))
        })?;
        let (icon, ..) = error_words(t, error);
        let way = matches!(error, AppError::SignedOut).then(
            || view! { <a class="link" rel="external" href=format!("/login{}", crate::core::url::query(&[("next", here())]))>{t.login_submit()}</a> },
        );
        Some(
            view! { <p class="warn" role="alert"><Icon name=icon/><span>{error_sentence(t, error)}" "{way}</span></p> },
        )
    }
}

/// The query with its question mark, or an empty text.
fn query_of(search: &str) -> String {
    if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) }
}
