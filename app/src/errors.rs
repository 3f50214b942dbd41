//! Pages that say what went wrong.

use crate::{
    browser,
    error::AppError,
    preferences::Preferences,
    texts::Texts,
    texts::use_texts,
    ui::{Empty, Head, failure},
};
use leptos::prelude::*;

/// An address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let t = use_texts();
    view! {
        <main class="page">
            <Empty icon="search-x" title=t.error_not_found() hint=t.error_not_found_hint()>
                <a class="btn" href="/crm" rel="external">{t.error_home()}</a>
            </Empty>
        </main>
    }
}

/// An address below `/crm` that leads nowhere.
#[component]
pub fn NotFoundInFrame() -> impl IntoView {
    browser::say_not_found();
    failure(AppError::NotFound)
}

/// A page that needs neither database nor script: for when there is nothing else to show.
pub fn plain_page(preferences: Preferences, status: u16, request_id: &str) -> String {
    let t = Texts(preferences.language);
    let (icon, title, hint) = match status {
        403 => ("lock", t.error_forbidden(), t.error_forbidden_hint().to_owned()),
        404 => ("search-x", t.error_not_found(), t.error_not_found_hint().to_owned()),
        503 => ("database", t.error_unavailable(), t.error_unavailable_hint().to_owned()),
        _ => ("circle-alert", t.error_internal(), t.error_internal_hint(request_id)),
    };
    let page = Owner::new().with(|| {
        view! {
            <html lang=t.0.code() dir=t.0.dir() data-theme=preferences.theme.code()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <title>{title}</title>
                    <Head/>
                </head>
                <body>
                    <main class="page">
                        <Empty icon title hint>
                            <a class="btn" href="">{t.error_reload()}</a>
                        </Empty>
                    </main>
                </body>
            </html>
        }
        .to_html()
    });
    format!("<!DOCTYPE html>{page}")
}
