use super::FrameData;
use crate::{
    browser,
    live::BusySwitch,
    preferences::Theme,
    texts::{Texts, use_texts},
    ui::{Avatar, Icon},
};
use domain::{Language, staff::Role};
use leptos::prelude::*;

/// Who is signed in, and how they want to see pages. All of it are plain forms: a change of language loads the page
/// anew, in the other language.
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
            <Preferences/>
            <a class="btn wide" href="/crm/settings" on:click=|_| browser::close_popover("profile")>
                <Icon name="settings"/>
                {t.nav_settings()}
            </a>
            <form method="post" action="/logout">
                <button class="btn wide" type="submit">
                    <Icon name="log-out"/>
                    {t.nav_sign_out()}
                </button>
            </form>
        </div>
    }
    .into_any()
}

/// Language and theme of this device.
#[component]
pub fn Preferences() -> impl IntoView {
    let t = use_texts();
    let theme = browser::preferences().theme;
    let language_button = move |language: Language| {
        let chosen = if language == t.0 { "true" } else { "false" };
        view! {
            <button class="chip" name="language" value=language.code() lang=language.code() aria-pressed=chosen>
                {language.name()}
            </button>
        }
    };
    let theme_button = move |of: Theme| {
        let chosen = if of == theme { "true" } else { "false" };
        view! {
            <button class="chip" name="theme" value=of.code() aria-pressed=chosen>
                {theme_name(t, of)}
            </button>
        }
    };
    view! {
        <form method="post" action="/preferences" class="choices">
            <fieldset>
                <legend>{t.nav_language()}</legend>
                {Language::ALL.map(language_button).collect_view()}
            </fieldset>
            <fieldset>
                <legend>{t.nav_theme()}</legend>
                {Theme::ALL.map(theme_button).collect_view()}
            </fieldset>
        </form>
    }
}

/// A theme in words.
pub fn theme_name(t: Texts, theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => t.theme_auto(),
        Theme::Light => t.theme_light(),
        Theme::Dark => t.theme_dark(),
    }
}

/// What somebody is here, in words.
pub fn role_name(t: Texts, role: Role) -> &'static str {
    match role {
        Role::Director => t.role_director(),
        Role::Admin => t.role_admin(),
        Role::Manager => t.role_manager(),
        Role::Sales => t.role_sales(),
        Role::Marketer => t.role_marketer(),
        Role::Accountant => t.role_accountant(),
        Role::Master => t.role_master(),
    }
}
