//! What happens elsewhere, as it happens: known to every page inside the frame.

pub mod api;
mod bell;
mod driver;
mod line;
mod presence;
mod take_in;
mod viewers;

pub use bell::Bell;
use domain::{
    bookings::BookingId,
    live::{Days, Presence, reconnect::Link},
    staff::UserId,
};
use leptos::prelude::*;
pub use line::LiveLine;
pub use presence::{BusySwitch, PresenceDot};
use std::collections::HashMap;
pub use viewers::Viewers;

/// What a page shows, so far as it wants to be told of changes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// Bookings on these days; `None`: on any.
    pub range: Option<Days>,
    /// The booking that is open.
    pub booking: Option<BookingId>,
}

/// What is known of elsewhere.
#[derive(Clone, Copy)]
pub struct Live {
    /// How the link stands.
    pub link: RwSignal<Link>,
    /// How many notifications are unread, on all devices alike.
    pub unread: RwSignal<u32>,
    /// Counts what came to the inbox, or was read in it.
    pub inbox: RwSignal<u32>,
    /// How people are reached; who is not in it is not there.
    pub people: RwSignal<HashMap<UserId, Presence>>,
    /// Who else looks at the booking that is open.
    pub viewers: RwSignal<Vec<String>>,
    /// What this page shows.
    pub watched: RwSignal<Watched>,
    /// Whether the list could show more than it does: bookings came while somebody was reading it.
    pub fresh: RwSignal<bool>,
    /// Whether the person wants not to be disturbed.
    pub busy: RwSignal<bool>,
    /// Whether they have just said so, here; the part below tells the server.
    pub wants: RwSignal<Option<bool>>,
}

impl Live {
    /// Makes it known to all that is inside.
    pub fn provide() -> Self {
        let live = Live {
            link: RwSignal::new(Link::Idle),
            unread: RwSignal::default(),
            inbox: RwSignal::default(),
            people: RwSignal::default(),
            viewers: RwSignal::default(),
            watched: RwSignal::default(),
            fresh: RwSignal::default(),
            busy: RwSignal::default(),
            wants: RwSignal::default(),
        };
        provide_context(live);
        live
    }
}

/// What is known of elsewhere, on any page inside the frame.
pub fn use_live() -> Live {
    expect_context()
}
