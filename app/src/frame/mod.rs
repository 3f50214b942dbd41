//! What stands around every page of the staff's part.

pub mod api;
mod keys;
mod navigation;
mod palette;
mod profile;
mod shortcuts;
mod version;

use crate::{
    bookings::work::{Desk, use_work},
    browser,
    error::AppError,
    live::{Bell, Live, LivePart, ToastStack},
    texts::use_texts,
    ui::{Icon, Toasts, failure},
};
use domain::{
    events::Seq,
    staff::{Master, Permission, Role, UserId},
};
use jiff::{SignedDuration, civil::DateTime};
pub use keys::{Keys, KeysDialog};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use navigation::{BottomBar, SideBar};
pub use palette::PaletteView;
use palette::{Palette, PaletteOpen};
use profile::Profile;
pub use profile::{Preferences, role_name};
use serde::{Deserialize, Serialize};
use shortcuts::Shortcuts;
use std::sync::Arc;
pub use version::NewVersion;

/// What [`FrameData::loaded`] is counted from, on the salon's clock.
pub const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// What every page knows of the salon and of who looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameData {
    /// The salon's name.
    pub salon: String,
    /// ISO 4217 code of the salon's prices.
    pub currency: String,
    /// Who is signed in.
    pub id: UserId,
    /// As the salon calls them.
    pub person: String,
    /// What they are here.
    pub role: Role,
    /// The salon's clock when the page was made, in seconds since 1970 began on it; see [`FrameData::now`]. A number: to
    /// read a text would take a part of the program that not every page needs.
    pub loaded: i64,
    /// Whether the bookings page is for them.
    pub sees_bookings: bool,
    /// The build of the server that made the page.
    pub build: String,
    /// Whether real people depend on it.
    pub production: bool,
    /// What else they may, as far as pages show it.
    pub may: Vec<Permission>,
    /// The masters whose bookings are for them, in the salon's order.
    pub masters: Vec<Master>,
    /// Those of them who do not work here any more.
    pub left: Vec<UserId>,
    /// Up to where of the feed the page knows everything; `None`: the server has only just started.
    pub seq: Option<Seq>,
}

impl FrameData {
    /// The salon's clock. A page stays open for days: its clock goes on. It is wrong by an hour where the salon's clocks
    /// were changed meanwhile, until the page is loaded again.
    pub fn now(&self) -> DateTime {
        EPOCH.saturating_add(SignedDuration::from_secs(self.loaded)).saturating_add(browser::elapsed())
    }

    /// The masters who can be given a booking.
    pub fn working(&self) -> impl Iterator<Item = &Master> {
        self.masters.iter().filter(|master| !self.left.contains(&master.id))
    }

    /// Whether they may, as far as pages show it: the server asks again.
    pub fn may(&self, permission: Permission) -> bool {
        self.may.contains(&permission)
    }
}

/// The frame's facts, on any page inside it.
pub fn use_frame() -> Arc<FrameData> {
    expect_context()
}

/// Side bar, top bar and bottom bar around a page.
#[component]
pub fn Frame() -> impl IntoView {
    // Known before anything is rendered: a page below that waited for it would be rendered over and over.
    match SharedValue::new(|| browser::frame().map_err(Missing::of)).into_inner() {
        Ok(frame) => view! { <Framed frame/> }.into_any(),
        Err(why) => failure(why.into()),
    }
}

/// Why there is no frame. Less than an [`AppError`] says: the main program would have to read all that one can be.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Missing {
    SignedOut,
    Unavailable,
    Internal(String),
}

impl Missing {
    fn of(error: AppError) -> Self {
        match error {
            AppError::SignedOut => Missing::SignedOut,
            AppError::Internal { request_id } => Missing::Internal(request_id),
            // A frame asks for nothing that could be refused.
            _ => Missing::Unavailable,
        }
    }
}

impl From<Missing> for AppError {
    fn from(why: Missing) -> Self {
        match why {
            Missing::SignedOut => AppError::SignedOut,
            Missing::Unavailable => AppError::Unavailable,
            Missing::Internal(request_id) => AppError::Internal { request_id },
        }
    }
}

#[component]
fn Framed(frame: FrameData) -> impl IntoView {
    provide_context(Arc::new(frame.clone()));
    let toasts = Toasts::provide();
    Live::provide();
    let location = use_location();
    // Back leads somewhere else; what was open over the page it leads away from is over.
    Effect::new(move || {
        location.pathname.track();
        location.search.track();
        browser::close_popovers();
    });
    // So is a new booking that was being made; its draft is kept.
    let work = use_work();
    Effect::new(move |before: Option<String>| {
        let now = location.pathname.get();
        if before.is_some_and(|before| before != now) {
            work.creating.set(false);
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
                        <Icon name="search"/>
                        <span>{t.palette_open()}</span>
                        <kbd dir="ltr" aria-hidden="true">"Ctrl K"</kbd>
                    </button>
                    <NewButton/>
                    <Bell/>
                    <Profile frame=frame.clone()/>
                </header>
                <main id="content" tabindex="-1">
                    <Outlet/>
                </main>
            </div>
            <BottomBar frame/>
            <ToastStack toasts/>
            <Palette/>
            <Desk/>
            <Shortcuts/>
            <LivePart/>
        </div>
    }
    .into_any()
}

/// Begins a booking, on any page, for whoever may make one.
#[component]
fn NewButton() -> impl IntoView {
    let (t, work) = (use_texts(), use_work());
    use_frame().may(Permission::EditBookings).then(|| {
        view! {
            <button class="btn go make" type="button" aria-keyshortcuts="C" on:click=move |_| work.creating.set(true)>
                <Icon name="plus"/>
                <span>{t.new_title()}</span>
            </button>
        }
    })
}
