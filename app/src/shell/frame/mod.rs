//! The frame around every staff page.

mod live;
mod navigation;
mod palette;
mod profile;
mod shortcuts;
mod shortcuts_dialog;
mod version;

use crate::{
    core::{
        browser,
        error::AppError,
        live::{Bell, Live},
        page::{FrameData, use_frame},
        texts::use_texts,
        ui::{Icon, IconName, Toasts, failure},
    },
    features::bookings::work::{DialogHost, use_dialogs},
};
use domain::staff::Permission;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use live::{LiveHost, ToastHost};
use navigation::{BottomBar, SideBar};
pub use palette::PaletteView;
use palette::{Palette, PaletteOpen};
use profile::Profile;
use serde::{Deserialize, Serialize};
use shortcuts::Shortcuts;
pub use shortcuts_dialog::ShortcutsDialog;
use std::sync::Arc;
pub use version::NewVersion;

/// Side bar, top bar and bottom bar around the page; an error if its data could not be loaded.
#[component]
pub fn Frame() -> impl IntoView {
    // Loaded before rendering: if a nested page had to wait for it, Leptos would render it repeatedly.
    match SharedValue::new(|| browser::frame().map_err(FrameError::of)).into_inner() {
        Ok(frame) => view! { <FrameLayout frame/> }.into_any(),
        Err(why) => failure(why.into()),
    }
}

/// Why the frame's data could not be loaded. Smaller than [`AppError`], whose deserializer would be in the main
/// program.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum FrameError {
    SignedOut,
    Unavailable,
    Internal(String),
}

impl FrameError {
    fn of(error: AppError) -> Self {
        match error {
            AppError::SignedOut => FrameError::SignedOut,
            AppError::Internal { request_id } => FrameError::Internal(request_id),
            // The frame needs no permission and validates nothing.
            _ => FrameError::Unavailable,
        }
    }
}

impl From<FrameError> for AppError {
    fn from(why: FrameError) -> Self {
        match why {
            FrameError::SignedOut => AppError::SignedOut,
            FrameError::Unavailable => AppError::Unavailable,
            FrameError::Internal(request_id) => AppError::Internal { request_id },
        }
    }
}

#[component]
fn FrameLayout(frame: FrameData) -> impl IntoView {
    provide_context(Arc::new(frame.clone()));
    let toasts = Toasts::provide();
    Live::provide();
    let location = use_location();
    // Open popovers belong to the page that is left.
    Effect::new(move || {
        location.pathname.track();
        location.search.track();
        browser::close_popovers();
    });
    // A new booking is closed too; its draft is stored.
    let dialogs = use_dialogs();
    Effect::new(move |before: Option<String>| {
        let now = location.pathname.get();
        if before.is_some_and(|before| before != now) {
            dialogs.creating.set(false);
        }
        now
    });
    let palette = RwSignal::new(false);
    provide_context(PaletteOpen(palette));
    let t = use_texts();
    view! {
        <a class="skip" href="#content" rel="external">{t.nav_skip()}</a>
        <div class="app">
            <SideBar frame=frame.clone()/>
            <div class="stage">
                <header class="top">
                    <span class="place">{frame.salon.clone()}</span>
                    <button class="ask-all" type="button" aria-keyshortcuts="Control+K" on:click=move |_| palette.set(true)>
                        <Icon name=IconName::Search/>
                        <span>{t.palette_open()}</span>
                        <kbd dir="ltr" aria-hidden="true">"Ctrl K"</kbd>
                    </button>
                    <NewBookingButton/>
                    <Bell/>
                    <Profile frame=frame.clone()/>
                </header>
                <main id="content" tabindex="-1">
                    <Outlet/>
                </main>
            </div>
            <BottomBar frame/>
            <ToastHost toasts/>
            <Palette/>
            <DialogHost/>
            <Shortcuts/>
            <LiveHost/>
        </div>
    }
    .into_any()
}

/// Button that opens a new booking; shown to those who may create one.
#[component]
fn NewBookingButton() -> impl IntoView {
    let (t, dialogs) = (use_texts(), use_dialogs());
    use_frame().may(Permission::EditBookings).then(|| {
        view! {
            <button class="btn go create" type="button" aria-keyshortcuts="C" on:click=move |_| dialogs.creating.set(true)>
                <Icon name=IconName::Plus/>
                <span>{t.new_title()}</span>
            </button>
        }
    })
}
