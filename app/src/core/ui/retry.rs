use crate::core::error::AppError;
use leptos::prelude::*;

/// Retries automatically when the device is online again, if the error was a connection error. Renders nothing.
#[component]
pub fn RetryWhenOnline(error: AppError, retry: Callback<()>) -> impl IntoView {
    if error.is_of_connection() {
        let listener = window_event_listener(leptos::ev::online, move |_| retry.run(()));
        on_cleanup(move || listener.remove());
    }
}
