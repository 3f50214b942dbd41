use super::{devices::Devices, password::Password};
use crate::{frame::Preferences, texts::use_texts};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/crm/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let t = use_texts();
    view! {
        <Title text=t.settings_title()/>
        <div class="page settings">
            <h1>{t.settings_title()}</h1>
            <section class="panel">
                <h2>{t.settings_appearance()}</h2>
                <Preferences/>
            </section>
            <section class="panel">
                <h2>{t.settings_devices()}</h2>
                <p class="muted">{t.settings_devices_hint()}</p>
                <Devices/>
            </section>
            <section class="panel">
                <h2>{t.settings_password()}</h2>
                <Password/>
            </section>
        </div>
    }
    .into_any()
}
