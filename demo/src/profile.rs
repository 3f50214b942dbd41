//! How a salon has to work to reach the promised number of bookings.
//!
//! Twenty masters in three years make about 13,000 to 16,000 full working days (the future is sparse). S needs not
//! even one booking a day, M eight to nine, L more than sixty: no real salon does that, so L has express services and
//! is open round the clock.

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

/// Mostly quiet days, so that nearly all hands are there from Thursday to Saturday.
const DAYS_OFF: [(i8, i8); 10] = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 1), (2, 3), (1, 4), (3, 5), (0, 6), (1, 2)];

/// Working hours and durations of one size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    size: Size,
}

impl Pace {
    pub(super) fn of(size: Size) -> Self {
        Self { size }
    }

    /// A master keeps one of these shifts. All start after the hours in which clocks change, or end an hour before
    /// midnight, so that a day of 23 hours never runs into the next one.
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

    /// Two days of the week, 0 is Sunday; L allows only the first.
    pub(super) fn day_off(&self, master: usize, weekday: i8) -> bool {
        let (first, second) = DAYS_OFF.get(master % DAYS_OFF.len()).copied().unwrap_or_default();
        weekday == first || (self.size != Size::L && weekday == second)
    }

    /// The service as this size offers it.
    pub(super) fn paced(&self, service: Service) -> Service {
        match self.size {
            Size::S => service,
            Size::M => Service { minutes: ((service.minutes * 3 / 4) / 5 * 5).max(15), ..service },
            Size::L => Service { before: 0, after: 0, minutes: express(service.minutes), ..service },
        }
    }

    /// How often a second service is wanted right after the first, per mille. It fits so often that eight of a
    /// hundred bookings belong to such visits: short services nearly always find room.
    pub(super) fn second_service(&self) -> u64 {
        if self.size == Size::L { 65 } else { 115 }
    }

    /// A master who is slower than the price list.
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
    fn five_days_of_seven_and_all_hands_on_busy_days() {
        let pace = Pace::of(Size::M);
        for master in 0..20 {
            assert_eq!((0..7).filter(|day| pace.day_off(master, *day)).count(), 2);
        }
        for day in 4..7 {
            assert!((0..20).filter(|master| pace.day_off(*master, day)).count() <= 2);
        }
    }
}
