//! All that a plan is made from: the same salon and seed give the same plan.

use super::catalogue::{Offer, offers};
use super::clock::Clock;
use super::pace::Pace;
use super::size::Size;
use super::skills::{Master, masters};

/// The salon before its first guest.
pub(super) struct Salon {
    pub(super) seed: u64,
    pub(super) size: Size,
    pub(super) clock: Clock,
    pub(super) pace: Pace,
    pub(super) offers: Vec<Offer>,
    pub(super) masters: Vec<Master>,
}

impl Salon {
    pub(super) fn new(size: Size, clock: Clock, seed: u64) -> Self {
        let pace = Pace::of(size);
        let offers = offers(&pace);
        let masters = masters(seed, &pace, &offers);
        Self { seed, size, clock, pace, offers, masters }
    }
}
