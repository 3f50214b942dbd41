use crate::core::{
    browser,
    live::api::show_build,
    page::use_frame,
    texts::{Texts, use_texts},
    ui::{Toasts, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How often a visible page checks for a new build.
const CHECK_INTERVAL: Duration = Duration::from_secs(15 * 60);

/// Offers to reload the page when the server has a new build, whose chunks replace those of this page. Renders nothing.
#[component]
pub fn NewVersion() -> impl IntoView {
    let (t, toasts) = (use_texts(), use_toasts());
    let own_build = StoredValue::new(use_frame().build.clone());
    let offered = StoredValue::new(false);
    let check = move || {
        if browser::is_page_visible() && !offered.get_value() {
            spawn_local(check_build(own_build, offered, toasts, t));
        }
    };
    let listener = window_event_listener_untyped("visibilitychange", move |_| check());
    let timer = StoredValue::new(None);
    // Effects run in the browser only.
    Effect::new(move || timer.set_value(set_interval_with_handle(check, CHECK_INTERVAL).ok()));
    on_cleanup(move || {
        listener.remove();
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    });
}

async fn check_build(own_build: StoredValue<String>, offered: StoredValue<bool>, toasts: Toasts, t: Texts) {
    // A failed check is repeated at the next interval; the page may have been left in the meantime.
    let Ok(build) = show_build().await else { return };
    if own_build.try_with_value(|own_build| *own_build == build) == Some(false)
        && offered.try_get_value() == Some(false)
    {
        offered.set_value(true);
        toasts.show_with_action(t.frame_new_version(), t.error_reload(), browser::reload);
    }
}
