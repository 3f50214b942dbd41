//! What every page knows of the salon and of who looks at it.

use crate::core::browser;
use domain::{
    events::Seq,
    staff::{Master, Permission, Role, UserId},
};
use jiff::{SignedDuration, civil::DateTime};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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
    /// All their permissions.
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

    /// Whether they have a permission. The server checks it again in each function.
    pub fn may(&self, permission: Permission) -> bool {
        self.may.contains(&permission)
    }
}

/// The frame's facts, on any page inside it.
pub fn use_frame() -> Arc<FrameData> {
    expect_context()
}
