use crate::{
    core::{browser, error_pages, preferences::Preferences, texts::Texts},
    features::{auth, bookings},
    shell::{chunks, frame::Frame},
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// The route table, and the contexts that live as long as the app.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let Preferences { language, .. } = browser::preferences();
    provide_context(Texts(language));
    browser::BackNavigation::provide();
    bookings::provide();
    chunks::provide();
    view! {
        <Router>
            <Routes fallback=error_pages::NotFoundPage>
                <Route path=path!("login") view=auth::login_page ssr=SsrMode::Async/>
                <Route path=path!("login/link/:token") view=auth::link_page ssr=SsrMode::Async/>
                <ParentRoute path=path!("crm") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view={Lazy::<chunks::TodayRoute>::new()}/>
                    <ParentRoute path=path!("bookings") view={Lazy::<chunks::BookingsRoute>::new()}>
                        <Route path=path!("") view=|| ()/>
                        <Route path=path!(":booking") view={Lazy::<chunks::BookingRoute>::new()}/>
                    </ParentRoute>
                    <Route path=path!("notifications") view={Lazy::<chunks::NotificationsRoute>::new()}/>
                    <Route path=path!("staff") view={Lazy::<chunks::StaffRoute>::new()}/>
                    <Route path=path!("trash") view={Lazy::<chunks::TrashRoute>::new()}/>
                    <Route path=path!("ui") view={Lazy::<chunks::GalleryRoute>::new()}/>
                    <Route path=path!("profile") view={Lazy::<chunks::ProfileRoute>::new()}/>
                    <Route path=path!("*nowhere") view=error_pages::NotFoundInFrame/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
