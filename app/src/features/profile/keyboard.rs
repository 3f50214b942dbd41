use super::ShortcutList;
use crate::core::{browser, texts::use_texts};
use leptos::prelude::*;

/// The keys, and whether those that stand on their own work on this device.
#[component]
pub fn Keyboard() -> impl IntoView {
    let t = use_texts();
    let on = RwSignal::new(true);
    // Only the browser knows.
    Effect::new(move || on.set(browser::single_keys()));
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
