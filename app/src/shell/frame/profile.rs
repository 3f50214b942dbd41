use crate::{
    core::{
        browser,
        live::BusySwitch,
        page::FrameData,
        texts::use_texts,
        ui::{Avatar, Icon, IconName},
        words::role_name,
    },
    features::profile::PreferenceForm,
};
use leptos::prelude::*;

/// Menu of the signed-in person: presence, appearance, settings and sign-out. Its forms work without script; a new
/// language reloads the page.
#[component]
pub fn Profile(frame: FrameData) -> impl IntoView {
    let t = use_texts();
    view! {
        <button class="me" type="button" popovertarget="profile">
            <Avatar name=frame.person.clone()/>
            <span class="who">
                <bdi>{frame.person.clone()}</bdi>
                <small>{role_name(t, frame.role)}</small>
            </span>
        </button>
        <div class="popover profile" popover="auto" id="profile">
            <strong><bdi>{frame.person}</bdi></strong>
            <small class="muted">{role_name(t, frame.role)}</small>
            <BusySwitch/>
            <PreferenceForm/>
            <a class="btn wide" href="/crm/profile" on:click=|_| browser::close_popover("profile")>
                <Icon name=IconName::Settings/>
                {t.nav_settings()}
            </a>
            <form method="post" action="/logout">
                <button class="btn wide" type="submit">
                    <Icon name=IconName::LogOut/>
                    {t.nav_sign_out()}
                </button>
            </form>
        </div>
    }
    .into_any()
}
