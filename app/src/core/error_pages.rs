//! Pages that say what went wrong.

use crate::core::{
    browser,
    error::AppError,
    preferences::Preferences,
    texts::{Texts, use_texts},
    ui::{Empty, Head, Icon, IconName, failure},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// An address that leads nowhere.
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

/// An address below `/crm` that leads nowhere.
#[component]
pub fn NotFoundInFrame() -> impl IntoView {
    browser::say_not_found();
    view! { <Title text=use_texts().error_not_found()/>{failure(AppError::NotFound)} }
}

/// Why there is no page of the app itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain<'a> {
    /// It is not for whoever asks.
    Forbidden,
    /// There is none.
    NotFound,
    /// The database is away.
    Unavailable,
    /// The device, or the server, has no network. The service worker keeps this one (`public/sw.js`).
    Offline,
    /// The address asks too much.
    TooMany {
        /// When it may go on, from now.
        seconds: u32,
        /// When the page is asked for again by itself, from now.
        again: Option<u32>,
    },
    /// Something is broken; the log calls the request so.
    Internal(&'a str),
}

impl Plain<'_> {
    /// What may be over in a moment is tried again by itself: after how many seconds.
    fn passes(self) -> Option<u32> {
        match self {
            Plain::Unavailable | Plain::Offline => Some(10),
            Plain::TooMany { again, .. } => again,
            Plain::Forbidden | Plain::NotFound | Plain::Internal(_) => None,
        }
    }
}

/// A page in the frame that needs neither database nor script: for when there is nothing else to show. Who looks at it is
/// not known.
pub fn plain_page(preferences: Preferences, why: Plain<'_>) -> String {
    let t = Texts(preferences.language);
    let (icon, title, hint) = match why {
        Plain::Forbidden => (IconName::Lock, t.error_forbidden(), t.error_forbidden_hint().to_owned()),
        Plain::NotFound => (IconName::SearchX, t.error_not_found(), t.error_not_found_hint().to_owned()),
        Plain::Unavailable => (IconName::Database, t.error_unavailable(), t.error_unavailable_hint().to_owned()),
        Plain::Offline => (IconName::WifiOff, t.error_offline(), t.error_offline_hint().to_owned()),
        Plain::TooMany { seconds, .. } => (IconName::Clock, t.error_too_many(), t.error_too_many_hint(seconds.into())),
        Plain::Internal(id) => (IconName::CircleAlert, t.error_internal(), t.error_internal_hint(id)),
    };
    // What was sent is not sent again by itself.
    let way_on = match why {
        Plain::TooMany { again: None, .. } => ("/crm", t.error_home()),
        _ => ("", t.error_reload()),
    };
    let passes = why.passes();
    let places = move || {
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
                    {passes.map(|seconds| view! { <meta http-equiv="refresh" content=seconds.to_string()/> })}
                    <title>{title}</title>
                    <Head/>
                </head>
                <body>
                    <div class="app">
                        <nav class="rail" aria-label=t.nav_main()>
                            <div class="brand"><i aria-hidden="true">"B"</i><bdi>"Beauty CRM"</bdi></div>
                            {places()}
                        </nav>
                        <div class="stage">
                            <header class="top"><span class="place">"Beauty CRM"</span></header>
                            <main class="page">
                                <Empty icon title hint>
                                    <a class="btn" href=way_on.0>{way_on.1}</a>
                                </Empty>
                            </main>
                        </div>
                        <nav class="bar" aria-label=t.nav_main()>{places()}</nav>
                    </div>
                </body>
            </html>
        }
        .to_html()
    });
    format!("<!DOCTYPE html>{page}")
}
