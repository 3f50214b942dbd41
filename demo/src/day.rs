//! One master's day while it fills up.

use std::ops::Range;

use super::pace::Shift;
use super::rng::Rng;

/// Durations and buffers are multiples of this many minutes.
const CELL: i64 = 5;
/// Bookings start on multiples of this many minutes of the local day.
const GRID: i64 = 15;

/// Busy minutes of one shift; minutes count from local midnight.
#[derive(Clone, Debug)]
pub(super) struct Day {
    shift: Shift,
    taken: Vec<bool>,
}

/// What a booking needs: minutes before the start, of the service, and after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    pub(super) before: i64,
    pub(super) minutes: i64,
    pub(super) after: i64,
}

impl Day {
    pub(super) fn new(shift: Shift) -> Self {
        let cells = usize::try_from((shift.close - shift.open) / CELL).unwrap_or(0);
        Self { shift, taken: vec![false; cells] }
    }

    /// A start where the whole need is free, rush hours before others. `None`: the day is full.
    pub(super) fn find(&self, rng: &mut Rng, need: Need) -> Option<i64> {
        let free: Vec<i64> = self.starts(need).filter(|start| self.is_free(*start, need)).collect();
        pick_by_rush(rng, &free)
    }

    /// A start within the shift, taken or not.
    pub(super) fn anywhere(&self, rng: &mut Rng, need: Need) -> Option<i64> {
        let all: Vec<i64> = self.starts(need).collect();
        pick_by_rush(rng, &all)
    }

    /// The first free start within half an hour after `end`.
    pub(super) fn next_after(&self, end: i64, need: Need) -> Option<i64> {
        self.starts(need).find(|start| *start - need.before >= end && *start - end <= 30 && self.is_free(*start, need))
    }

    pub(super) fn take(&mut self, start: i64, need: Need) {
        let cells = self.cells(start, need);
        for cell in self.taken.get_mut(cells).unwrap_or_default() {
            *cell = true;
        }
    }

    fn starts(&self, need: Need) -> impl Iterator<Item = i64> {
        let Shift { open, close } = self.shift;
        (open..close)
            .step_by(usize::try_from(GRID).unwrap_or(1))
            .filter(move |start| start - need.before >= open && start + need.minutes + need.after <= close)
    }

    fn is_free(&self, start: i64, need: Need) -> bool {
        self.taken.get(self.cells(start, need)).is_some_and(|cells| !cells.contains(&true))
    }

    fn cells(&self, start: i64, need: Need) -> Range<usize> {
        let cell = |minute: i64| usize::try_from((minute - self.shift.open) / CELL).unwrap_or(usize::MAX);
        cell(start - need.before)..cell(start + need.minutes + need.after)
    }
}

fn pick_by_rush(rng: &mut Rng, starts: &[i64]) -> Option<i64> {
    starts.get(rng.weighted(starts.iter().map(|start| rush(*start)))).copied()
}

/// Lunch and the hours after work.
fn rush(minute: i64) -> u64 {
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

    fn need(rng: &mut Rng) -> Need {
        Need { before: rng.between(0, 2) * 5, minutes: rng.between(1, 36) * 5, after: rng.between(0, 3) * 5 }
    }

    #[test]
    fn what_is_found_never_overlaps_and_stays_in_the_shift() {
        let shift = Shift { open: 600, close: 1260 };
        for seed in 0..300 {
            let (mut day, mut rng) = (Day::new(shift), Rng::new(seed, 0));
            let mut busy: Vec<(i64, i64)> = Vec::new();
            for _ in 0..60 {
                let need = need(&mut rng);
                let Some(start) = day.find(&mut rng, need) else {
                    continue;
                };
                day.take(start, need);
                let (from, to) = (start - need.before, start + need.minutes + need.after);
                assert!(start % 15 == 0 && from >= shift.open && to <= shift.close);
                assert!(busy.iter().all(|(a, b)| to <= *a || from >= *b));
                busy.push((from, to));
                if let Some(next) = day.next_after(to, need) {
                    assert!((0..=30).contains(&(next - to)) && next - need.before >= to);
                }
            }
            assert!(!busy.is_empty());
        }
    }

    #[test]
    fn a_full_day_says_so() {
        let (mut day, mut rng) = (Day::new(Shift { open: 0, close: 60 }), Rng::new(1, 0));
        let hour = Need { before: 0, minutes: 60, after: 0 };
        day.take(0, hour);
        assert_eq!(day.find(&mut rng, hour), None);
        assert_eq!(day.anywhere(&mut rng, hour), Some(0));
    }
}
