//! Free and reserved time of one master's day during planning.

use std::ops::Range;

use super::profile::Shift;
use super::rng::Rng;

/// Durations and buffers are multiples of this.
const CELL_MINUTES: i64 = 5;
/// Bookings start on multiples of this, counted from local midnight.
const START_INTERVAL_MINUTES: i64 = 15;

/// The reserved cells of one shift. Minutes count from local midnight.
#[derive(Clone, Debug)]
pub(super) struct Day {
    shift: Shift,
    reserved: Vec<bool>,
}

/// Minutes of a booking: buffer before, service, buffer after.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequiredTime {
    pub(super) before: i64,
    pub(super) minutes: i64,
    pub(super) after: i64,
}

impl Day {
    pub(super) fn new(shift: Shift) -> Self {
        let cells = usize::try_from((shift.close - shift.open) / CELL_MINUTES).unwrap_or(0);
        Self { shift, reserved: vec![false; cells] }
    }

    /// A random start with enough free time, weighted by hour. `None` if the day is full.
    pub(super) fn find(&self, rng: &mut Rng, required: RequiredTime) -> Option<i64> {
        let free: Vec<i64> = self.starts(required).filter(|start| self.is_free(*start, required)).collect();
        pick_by_hour(rng, &free)
    }

    /// A random start within the shift, whether reserved or not.
    pub(super) fn find_ignoring_bookings(&self, rng: &mut Rng, required: RequiredTime) -> Option<i64> {
        let all: Vec<i64> = self.starts(required).collect();
        pick_by_hour(rng, &all)
    }

    /// The first free start within 30 minutes after `end`.
    pub(super) fn next_after(&self, end: i64, required: RequiredTime) -> Option<i64> {
        self.starts(required)
            .find(|start| *start - required.before >= end && *start - end <= 30 && self.is_free(*start, required))
    }

    pub(super) fn reserve(&mut self, start: i64, required: RequiredTime) {
        let cells = self.cells(start, required);
        for cell in self.reserved.get_mut(cells).unwrap_or_default() {
            *cell = true;
        }
    }

    fn starts(&self, required: RequiredTime) -> impl Iterator<Item = i64> {
        let Shift { open, close } = self.shift;
        (open..close)
            .step_by(usize::try_from(START_INTERVAL_MINUTES).unwrap_or(1))
            .filter(move |start| start - required.before >= open && start + required.minutes + required.after <= close)
    }

    fn is_free(&self, start: i64, required: RequiredTime) -> bool {
        self.reserved.get(self.cells(start, required)).is_some_and(|cells| !cells.contains(&true))
    }

    fn cells(&self, start: i64, required: RequiredTime) -> Range<usize> {
        let cell = |minute: i64| usize::try_from((minute - self.shift.open) / CELL_MINUTES).unwrap_or(usize::MAX);
        cell(start - required.before)..cell(start + required.minutes + required.after)
    }
}

fn pick_by_hour(rng: &mut Rng, starts: &[i64]) -> Option<i64> {
    starts.get(rng.weighted(starts.iter().map(|start| hour_weight(*start)))).copied()
}

/// Clients prefer lunch time and the hours after work.
fn hour_weight(minute: i64) -> u64 {
    match minute / 60 {
        12 | 13 | 17..=19 => 10,
        10 | 11 => 7,
        14..=16 => 6,
        20 => 5,
        9 => 4,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn required(rng: &mut Rng) -> RequiredTime {
        RequiredTime { before: rng.between(0, 2) * 5, minutes: rng.between(1, 36) * 5, after: rng.between(0, 3) * 5 }
    }

    #[test]
    fn found_starts_do_not_overlap_and_stay_in_the_shift() {
        let shift = Shift { open: 600, close: 1260 };
        for seed in 0..300 {
            let (mut day, mut rng) = (Day::new(shift), Rng::new(seed, 0));
            let mut busy: Vec<(i64, i64)> = Vec::new();
            for _ in 0..60 {
                let required = required(&mut rng);
                let Some(start) = day.find(&mut rng, required) else {
                    continue;
                };
                day.reserve(start, required);
                let (from, to) = (start - required.before, start + required.minutes + required.after);
                assert!(start % 15 == 0 && from >= shift.open && to <= shift.close);
                assert!(busy.iter().all(|(a, b)| to <= *a || from >= *b));
                busy.push((from, to));
                if let Some(next) = day.next_after(to, required) {
                    assert!((0..=30).contains(&(next - to)) && next - required.before >= to);
                }
            }
            assert!(!busy.is_empty());
        }
    }

    #[test]
    fn full_day_has_no_free_start() {
        let (mut day, mut rng) = (Day::new(Shift { open: 0, close: 60 }), Rng::new(1, 0));
        let hour = RequiredTime { before: 0, minutes: 60, after: 0 };
        day.reserve(0, hour);
        assert_eq!(day.find(&mut rng, hour), None);
        assert_eq!(day.find_ignoring_bookings(&mut rng, hour), Some(0));
    }
}
