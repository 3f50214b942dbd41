use crate::core::{browser, preferences::Theme, texts::use_texts, words::theme_name};
use domain::Language;
use leptos::prelude::*;

/// Form for the language and theme of this device. Without script too: a new language reloads the page.
#[component]
pub fn PreferenceForm() -> impl IntoView {
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
