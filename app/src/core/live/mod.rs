//! The live link: changes, notifications and presence from other pages, pushed by the server over a WebSocket.

pub mod api;
mod bell;
mod driver;
mod messages;
mod presence;
mod status_line;
mod viewers;

pub use bell::Bell;
use domain::{
    bookings::BookingId,
    live::{Days, Presence, reconnect::Link},
    staff::UserId,
};
use leptos::prelude::*;
pub use presence::{BusySwitch, PresenceDot};
pub use status_line::LiveLine;
use std::collections::HashMap;
pub use viewers::Viewers;

/// What a page shows; the server pushes changes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// The days of the shown list; `None`: no list is shown.
    pub range: Option<Days>,
    pub booking: Option<BookingId>,
}

/// State that the live link updates. A context of the frame.
#[derive(Clone, Copy)]
pub struct Live {
    pub link: RwSignal<Link>,
    /// Number of unread notifications.
    pub unread: RwSignal<u32>,
    /// Counts changes of the inbox.
    pub inbox_version: RwSignal<u32>,
    /// Presence of each person; offline people are missing.
    pub people: RwSignal<HashMap<UserId, Presence>>,
    /// Names of the others who have the same booking open.
    pub viewers: RwSignal<Vec<String>>,
    pub watched: RwSignal<Watched>,
    /// Whether bookings were added that the list does not show yet, because it is in use.
    pub has_new_bookings: RwSignal<bool>,
    pub busy: RwSignal<bool>,
    /// A switch of `busy` on this page, which is still to be sent to the server.
    pub busy_change: RwSignal<Option<bool>>,
}

impl Live {
    pub fn provide() -> Self {
        let live = Live {
            link: RwSignal::new(Link::Idle),
            unread: RwSignal::default(),
            inbox_version: RwSignal::default(),
            people: RwSignal::default(),
            viewers: RwSignal::default(),
            watched: RwSignal::default(),
            has_new_bookings: RwSignal::default(),
            busy: RwSignal::default(),
            busy_change: RwSignal::default(),
        };
        provide_context(live);
        live
    }
}

pub fn use_live() -> Live {
    expect_context()
}
