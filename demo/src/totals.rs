//! Totals of each client, computed while bookings are written.

use super::booking::Booking;
use super::clock::Seconds;
use domain::bookings::Status;

/// Past bookings of a client. Bookings in the trash are not included.
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
