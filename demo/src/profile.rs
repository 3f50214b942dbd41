//! Working hours and durations by size, chosen so that the number of bookings fits.
//!
//! Twenty masters have about 13,000 to 16,000 full working days in three years (the future is sparse). S needs less
//! than one booking a day, M eight to nine, L more than sixty. No real salon reaches that, so L has short services and
//! is open day and night.

use super::catalogue::Service;
use super::size::Size;

/// A shift in minutes from local midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) open: i64,
    pub(super) close: i64,
}

impl Shift {
    const fn hours(open: i64, close: i64) -> Self {
        Self { open: open * 60, close: close * 60 }
    }
}

/// By master, 0 is Sunday. Mostly quiet days, so that nearly all masters work from Thursday to Saturday.
const DAYS_OFF: [(i8, i8); 10] = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 1), (2, 3), (1, 4), (3, 5), (0, 6), (1, 2)];

/// Working hours and durations of one size.
#[derive(Clone, Copy, Debug)]
pub(super) struct SizeProfile {
    size: Size,
}

impl SizeProfile {
    pub(super) fn of(size: Size) -> Self {
        Self { size }
    }

    /// A master always has the same shift. Shifts start after the hours in which clocks change, or end an hour before
    /// midnight, so that a day of 23 hours does not overlap the next one.
    pub(super) fn shift(&self, master: usize) -> Shift {
        let shifts = match self.size {
            Size::S => [Shift::hours(9, 18), Shift::hours(10, 20), Shift::hours(12, 21)],
            Size::M => [Shift::hours(9, 20), Shift::hours(10, 21), Shift::hours(10, 21)],
            Size::L => [Shift::hours(0, 23); 3],
        };
        let [early, usual, late] = shifts;
        match master % 3 {
            0 => early,
            1 => usual,
            _ => late,
        }
    }

    /// `weekday` 0 is Sunday. Size L has only the first of the two days off.
    pub(super) fn day_off(&self, master: usize, weekday: i8) -> bool {
        let (first, second) = DAYS_OFF.get(master % DAYS_OFF.len()).copied().unwrap_or_default();
        weekday == first || (self.size != Size::L && weekday == second)
    }

    /// The service with the durations of this size.
    pub(super) fn adjusted(&self, service: Service) -> Service {
        match self.size {
            Size::S => service,
            Size::M => Service { minutes: ((service.minutes * 3 / 4) / 5 * 5).max(15), ..service },
            Size::L => Service { before: 0, after: 0, minutes: express(service.minutes), ..service },
        }
    }

    /// How often a client wants a second service right after the first, per mille. About 8 % of all bookings then belong
    /// to such visits.
    pub(super) fn second_service(&self) -> u64 {
        if self.size == Size::L { 65 } else { 115 }
    }

    /// Duration of a service by a master who is slower than the price list, in minutes.
    pub(super) fn slower(&self, minutes: i32) -> i32 {
        if self.size == Size::L { 15 } else { (minutes + 15).min(180) }
    }
}

fn express(minutes: i32) -> i32 {
    if minutes <= 45 { 10 } else { 15 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masters_have_two_days_off_and_most_work_on_busy_days() {
        let profile = SizeProfile::of(Size::M);
        for master in 0..20 {
            assert_eq!((0..7).filter(|day| profile.day_off(master, *day)).count(), 2);
        }
        for day in 4..7 {
            assert!((0..20).filter(|master| profile.day_off(*master, day)).count() <= 2);
        }
    }
}
