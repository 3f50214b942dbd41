use super::ShortcutList;
use crate::core::{browser, texts::use_texts};
use leptos::prelude::*;

/// Settings panel: the keyboard shortcuts, and a switch for single-key shortcuts on this device.
#[component]
pub fn Keyboard() -> impl IntoView {
    let t = use_texts();
    let on = RwSignal::new(true);
    // Stored in the browser, so unknown to the server.
    Effect::new(move || on.set(browser::single_keys_enabled()));
    let change = move |event| {
        on.set(event_target_checked(&event));
        browser::set_single_keys(on.get_untracked());
    };
    view! {
        <section class="panel keyboard">
            <h2>{t.keys_title()}</h2>
            <label class="switch">
                <input type="checkbox" id="single-keys" prop:checked=on on:change=change/>
                <span>{t.keys_single()}</span>
            </label>
            <p class="muted">{t.keys_single_hint()}</p>
            <ShortcutList/>
        </section>
    }
    .into_any()
}
