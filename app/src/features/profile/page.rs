use super::{PreferenceForm, devices::Devices, keyboard::Keyboard, password::Password};
use crate::{core::texts::use_texts, features::notifications::Choices};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/crm/profile`: appearance, notifications, devices, password and keyboard of the signed-in person.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let t = use_texts();
    let changes = RwSignal::new(0);
    view! {
        <Title text=t.profile_title()/>
        <div class="page profile">
            <h1>{t.profile_title()}</h1>
            <section class="panel">
                <h2>{t.profile_appearance()}</h2>
                <PreferenceForm/>
            </section>
            <Choices/>
            <section class="panel">
                <h2>{t.profile_devices()}</h2>
                <p class="muted">{t.profile_devices_hint()}</p>
                <Devices changes/>
            </section>
            <section class="panel">
                <h2>{t.profile_password()}</h2>
                <Password changes/>
            </section>
            <Keyboard/>
        </div>
    }
    .into_any()
}
