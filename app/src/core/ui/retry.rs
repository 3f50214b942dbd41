use crate::core::{error::AppError, requests::on_connected};
use leptos::prelude::*;

/// Retries automatically when the connection is back, if the error was a connection error. Renders nothing.
#[component]
pub fn RetryWhenOnline(error: AppError, retry: Callback<()>) -> impl IntoView {
    if error.is_of_connection() {
        on_connected(move || retry.run(()));
    }
}
