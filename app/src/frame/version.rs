use super::{api::show_build, use_frame};
use crate::{
    browser,
    texts::use_texts,
    ui::{Toasts, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// While a page is looked at, it asks so often whether the server has become another.
const EVERY: Duration = Duration::from_secs(15 * 60);

/// Offers to load the page anew when the server has a new version: this one's parts may be gone.
#[component]
pub fn NewVersion() -> impl IntoView {
    let toasts = use_toasts();
    let told = StoredValue::new(false);
    let ask = move || {
        if browser::is_seen() && !told.get_value() {
            spawn_local(look(toasts, told));
        }
    };
    let listener = window_event_listener_untyped("visibilitychange", move |_| ask());
    let timer = StoredValue::new(None);
    // Not on the server, where nobody waits so long.
    Effect::new(move || timer.set_value(set_interval_with_handle(ask, EVERY).ok()));
    on_cleanup(move || {
        listener.remove();
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    });
}

async fn look(toasts: Toasts, told: StoredValue<bool>) {
    let (mine, t) = (use_frame().build.clone(), use_texts());
    // What cannot be asked now is asked the next time.
    if let Ok(build) = show_build().await
        && build != mine
        && told.try_set_value(true).is_none()
    {
        toasts.offer(t.frame_new_version(), t.error_reload(), browser::reload);
    }
}
