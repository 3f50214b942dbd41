use crate::core::{
    browser,
    live::api::show_build,
    page::use_frame,
    texts::{Texts, use_texts},
    ui::{Toasts, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// While a page is looked at, it asks so often whether the server has become another.
const EVERY: Duration = Duration::from_secs(15 * 60);

/// Offers to load the page anew when the server has a new version: this one's parts may be gone.
#[component]
pub fn NewVersion() -> impl IntoView {
    let (t, toasts) = (use_texts(), use_toasts());
    let mine = StoredValue::new(use_frame().build.clone());
    let told = StoredValue::new(false);
    let ask = move || {
        if browser::is_seen() && !told.get_value() {
            spawn_local(look(mine, told, toasts, t));
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

async fn look(mine: StoredValue<String>, told: StoredValue<bool>, toasts: Toasts, t: Texts) {
    // What cannot be asked now is asked the next time; and the page may have been left meanwhile.
    let Ok(build) = show_build().await else { return };
    if mine.try_with_value(|mine| *mine == build) == Some(false) && told.try_get_value() == Some(false) {
        told.set_value(true);
        toasts.offer(t.frame_new_version(), t.error_reload(), browser::reload);
    }
}
