//! Input of the plan: the same salon gives the same plan.

use super::catalogue::{Offer, offers};
use super::clock::Clock;
use super::profile::SizeProfile;
use super::size::Size;
use super::skills::{Master, masters};

/// Staff, services and calendar of the salon.
pub(super) struct Salon {
    pub(super) seed: u64,
    pub(super) size: Size,
    pub(super) clock: Clock,
    pub(super) profile: SizeProfile,
    pub(super) offers: Vec<Offer>,
    pub(super) masters: Vec<Master>,
}

impl Salon {
    pub(super) fn new(size: Size, clock: Clock, seed: u64) -> Self {
        let profile = SizeProfile::of(size);
        let offers = offers(&profile);
        let masters = masters(seed, &profile, &offers);
        Self { seed, size, clock, profile, offers, masters }
    }
}
