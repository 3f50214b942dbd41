use crate::core::error::AppError;
use leptos::prelude::*;

/// Asks again by itself, once the network is back, what failed without it.
#[component]
pub fn RetryWhenOnline(
    /// Why it failed.
    error: AppError,
    /// Asks again.
    retry: Callback<()>,
) -> impl IntoView {
    if matches!(error, AppError::Transport(_)) {
        let listener = window_event_listener(leptos::ev::online, move |_| retry.run(()));
        on_cleanup(move || listener.remove());
    }
}
