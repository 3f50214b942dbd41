//! Data of the frame around every staff page: the salon and the signed-in person.

use crate::core::browser;
use domain::{
    events::Seq,
    staff::{Master, Permission, Role, UserId},
};
use jiff::{SignedDuration, civil::DateTime};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Zero of [`FrameData::loaded`], in the salon's local time.
pub const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// Data of the frame around every staff page: the salon and the signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameData {
    pub salon: String,
    /// ISO 4217 code.
    pub currency: String,
    pub id: UserId,
    /// The signed-in person's name.
    pub person: String,
    pub role: Role,
    /// The salon's local time when the page was rendered, in seconds since [`EPOCH`]; see [`FrameData::now`]. A number,
    /// because parsing a date would add code to the main program.
    pub loaded: i64,
    /// Whether the person may see any bookings.
    pub sees_bookings: bool,
    pub build: String,
    pub production: bool,
    /// All permissions of the signed-in person.
    pub may: Vec<Permission>,
    /// The masters whose bookings the person may see, in the salon's order.
    pub masters: Vec<Master>,
    /// Those of `masters` who no longer work here.
    pub left: Vec<UserId>,
    /// The last event that is included in the page; `None`: unknown, the server has just started.
    pub seq: Option<Seq>,
}

impl FrameData {
    /// The salon's local time, which goes on while the page is open. After a change to or from daylight saving time it
    /// is wrong by an hour until the page is reloaded.
    pub fn now(&self) -> DateTime {
        EPOCH.saturating_add(SignedDuration::from_secs(self.loaded)).saturating_add(browser::elapsed())
    }

    /// The masters who still work here, and can be assigned to a booking.
    pub fn working(&self) -> impl Iterator<Item = &Master> {
        self.masters.iter().filter(|master| !self.left.contains(&master.id))
    }

    /// Whether the signed-in person has a permission. Server functions check it again.
    pub fn may(&self, permission: Permission) -> bool {
        self.may.contains(&permission)
    }
}

/// The frame's data; only inside the frame.
pub fn use_frame() -> Arc<FrameData> {
    expect_context()
}
