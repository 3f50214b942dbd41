//! Pages for errors.

use crate::core::{
    browser,
    error::AppError,
    preferences::Preferences,
    texts::{Texts, use_texts},
    ui::{Empty, Head, Icon, IconName, failure},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// Shown for an unknown URL outside `/crm`.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let t = use_texts();
    view! {
        <Title text=t.error_not_found()/>
        <main class="page">
            <Empty icon=IconName::SearchX title=t.error_not_found() hint=t.error_not_found_hint()>
                <a class="btn" href="/crm" rel="external">{t.error_home()}</a>
            </Empty>
        </main>
    }
}

/// Shown inside the frame for an unknown URL below `/crm`; sets status 404.
#[component]
pub fn NotFoundInFrame() -> impl IntoView {
    browser::set_not_found();
    view! { <Title text=use_texts().error_not_found()/>{failure(AppError::NotFound)} }
}

/// The reason for a static error page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain<'a> {
    /// The person lacks the permission.
    Forbidden,
    /// There is no such page.
    NotFound,
    /// The address has filters that cannot be read.
    Unreadable,
    /// The database is not reachable.
    Unavailable,
    /// The device or the server is offline. The service worker stores this page (`public/sw.js`).
    Offline,
    /// The rate limit was exceeded.
    TooMany {
        /// Seconds until requests are allowed again.
        seconds: u32,
        /// Seconds until the page reloads itself, if it may.
        again: Option<u32>,
    },
    /// An internal error, with the request's id in the log.
    Internal(&'a str),
}

impl Plain<'_> {
    /// Seconds until the page reloads itself, for errors that may be temporary.
    fn reload_after(self) -> Option<u32> {
        match self {
            Plain::Unavailable | Plain::Offline => Some(10),
            Plain::TooMany { again, .. } => again,
            Plain::Forbidden | Plain::NotFound | Plain::Unreadable | Plain::Internal(_) => None,
        }
    }
}

/// A complete HTML document in the frame's layout that needs neither database nor script nor a signed-in person.
pub fn plain_page(preferences: Preferences, why: Plain<'_>) -> String {
    let t = Texts(preferences.language);
    let (icon, title, hint) = match why {
        Plain::Forbidden => (IconName::Lock, t.error_forbidden(), t.error_forbidden_hint().to_owned()),
        Plain::NotFound => (IconName::SearchX, t.error_not_found(), t.error_not_found_hint().to_owned()),
        Plain::Unreadable => (IconName::SearchX, t.error_malformed(), t.bookings_unreadable_first().to_owned()),
        Plain::Unavailable => (IconName::Database, t.error_unavailable(), t.error_unavailable_hint().to_owned()),
        Plain::Offline => (IconName::WifiOff, t.error_offline(), t.error_offline_hint().to_owned()),
        Plain::TooMany { seconds, .. } => (IconName::Clock, t.error_too_many(), t.error_too_many_hint(seconds.into())),
        Plain::Internal(id) => (IconName::CircleAlert, t.error_internal(), t.error_internal_hint(id)),
    };
    // A `POST` request is not repeated.
    let link = match why {
        Plain::TooMany { again: None, .. } => ("/crm", t.error_home()),
        _ => ("", t.error_reload()),
    };
    let reload_after = why.reload_after();
    let links = move || {
        [("/crm", IconName::Sun, t.nav_today()), ("/crm/bookings", IconName::List, t.nav_bookings())]
            .map(|(href, icon, name)| view! { <a href=href><Icon name=icon/><span>{name}</span></a> })
    };
    let page = Owner::new().with(|| {
        view! {
            <html
                lang=t.0.code()
                dir=t.0.dir()
                data-theme=preferences.theme.code()
                data-side=preferences.side.code()
            >
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                    {reload_after.map(|seconds| view! { <meta http-equiv="refresh" content=seconds.to_string()/> })}
                    <title>{title}</title>
                    <Head/>
                </head>
                <body>
                    <div class="app">
                        <nav class="rail" aria-label=t.nav_main()>
                            <div class="brand"><i aria-hidden="true">"B"</i><bdi>"Beauty CRM"</bdi></div>
                            {links()}
                        </nav>
                        <div class="stage">
                            <header class="top"><span class="place">"Beauty CRM"</span></header>
                            <main class="page">
                                <Empty icon title hint>
                                    <a class="btn" href=link.0>{link.1}</a>
                                </Empty>
                            </main>
                        </div>
                        <nav class="bar" aria-label=t.nav_main()>{links()}</nav>
                    </div>
                </body>
            </html>
        }
        .to_html()
    });
    format!("<!DOCTYPE html>{page}")
}
