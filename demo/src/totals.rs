//! Totals on the cards, counted while bookings are written.

use super::booking::Booking;
use super::clock::Seconds;
use domain::bookings::Status;

/// What a card says about its client's past; bookings in the trash do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) visits: i32,
    pub(super) spent: i64,
    pub(super) no_shows: i32,
    pub(super) last_visit: Option<Seconds>,
}

impl Totals {
    pub(super) fn count(&mut self, booking: &Booking) {
        match booking.status {
            Status::Completed => {
                self.visits += 1;
                self.spent += booking.price;
                self.last_visit = self.last_visit.max(Some(booking.start));
            }
            Status::NoShow => self.no_shows += 1,
            _ => {}
        }
    }
}
