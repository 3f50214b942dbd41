//! What people see: pages, components and server functions. Compiles for the browser (`hydrate`) and for the server
//! (`ssr`).

// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod auth;
mod bookings;
pub mod browser;
#[cfg(feature = "ssr")]
pub mod context;
mod error;
mod errors;
mod format;
mod frame;
mod gallery;
mod json;
mod live;
mod notifications;
mod office;
pub mod preferences;
mod refusals;
mod settings;
mod staff;
mod texts;
mod today;
mod trash;
mod ui;
pub mod url;

pub use error::AppError;
pub use errors::{Plain, plain_page};
use frame::Frame;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};
use preferences::Preferences;
use texts::Texts;

/// The document around the app.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let preferences = browser::preferences();
    provide_context(Texts(preferences.language));
    view! {
        <!DOCTYPE html>
        <html
            lang=preferences.language.code()
            dir=preferences.language.dir()
            data-theme=preferences.theme.code()
            data-side=preferences.side.code()
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <ui::Head/>
                {(!browser::is_plain_page())
                    .then(|| {
                        view! {
                            <AutoReload options=options.clone()/>
                            <HydrationScripts options root=browser::files_root()/>
                        }
                    })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The whole route table.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let Preferences { language, .. } = browser::preferences();
    provide_context(Texts(language));
    bookings::provide_memory();
    bookings::work::provide_work();
    bookings::work::Selecting::provide();
    browser::Returned::provide();
    view! {
        <Router>
            <Routes fallback=errors::NotFoundPage>
                <Route path=path!("login") view=auth::login_page ssr=SsrMode::Async/>
                <Route path=path!("login/link/:token") view=auth::link_page ssr=SsrMode::Async/>
                <ParentRoute path=path!("crm") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view={Lazy::<today::Page>::new()}/>
                    <ParentRoute path=path!("bookings") view={Lazy::<bookings::Page>::new()}>
                        <Route path=path!("") view=|| ()/>
                        <Route path=path!(":booking") view={Lazy::<bookings::Sheet>::new()}/>
                    </ParentRoute>
                    <Route path=path!("notifications") view={Lazy::<notifications::Page>::new()}/>
                    <Route path=path!("staff") view={Lazy::<staff::Page>::new()}/>
                    <Route path=path!("trash") view={Lazy::<trash::Page>::new()}/>
                    <Route path=path!("ui") view={Lazy::<gallery::Page>::new()}/>
                    <Route path=path!("settings") view={Lazy::<settings::Page>::new()}/>
                    <Route path=path!("*nowhere") view=errors::NotFoundInFrame/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
