//! Status, source and creation time of a booking at the salon's "now".

use super::clock::{Clock, HOUR, MINUTE, Seconds};
use super::rng::Rng;
use domain::bookings::{Source, Status};
use jiff::civil::Date;

/// Drawn before the start is chosen, because cancelled bookings and no-shows need no free time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Kept,
    Cancelled,
    NoShow,
}

impl Outcome {
    pub(super) fn draw(rng: &mut Rng, clock: &Clock, day: Date) -> Self {
        let (cancelled, missed) = if day < clock.today { (90, 50) } else { (50, 0) };
        match rng.below(1000) {
            roll if roll < cancelled => Self::Cancelled,
            roll if roll < cancelled + missed => Self::NoShow,
            _ => Self::Kept,
        }
    }

    /// Status at `clock.now` of a booking from `start` to `end`.
    pub(super) fn status(self, rng: &mut Rng, clock: &Clock, start: Seconds, end: Seconds) -> Status {
        match self {
            Self::Cancelled => Status::Cancelled,
            Self::NoShow => Status::NoShow,
            Self::Kept if start > clock.now => upcoming(rng),
            Self::Kept if end > clock.now => Status::Arrived,
            Self::Kept if end > clock.now - 6 * HOUR => {
                if rng.chance(100) {
                    Status::Arrived
                } else {
                    Status::Completed
                }
            }
            // The staff forgot to complete it.
            Self::Kept if rng.chance(14) => Status::Confirmed,
            Self::Kept => Status::Completed,
        }
    }
}

fn upcoming(rng: &mut Rng) -> Status {
    if rng.below(95) < 65 { Status::Confirmed } else { Status::Pending }
}

/// Most bookings of the first four months are imported from a previous system.
pub(super) fn source(rng: &mut Rng, clock: &Clock, day: Date) -> Source {
    if clock.days_from_first(day) < 120 && rng.chance(850) {
        return Source::Import;
    }
    match rng.below(100) {
        0..34 => Source::FrontDesk,
        34..64 => Source::Phone,
        64..85 => Source::Instagram,
        _ => Source::Website,
    }
}

/// Whether clients can book outside opening hours and the front desk confirms later.
pub(super) fn is_online(source: Source) -> bool {
    matches!(source, Source::Instagram | Source::Website)
}

/// Creation time: up to 30 days before the start, in the daytime, not after now. Bookings more than 30 days ahead were
/// created in the last two weeks.
pub(super) fn created(
    rng: &mut Rng,
    clock: &Clock,
    (day, start): (Date, Seconds),
    source: Source,
) -> Result<Seconds, jiff::Error> {
    let lead = lead_days(rng);
    if lead == 0 && start <= clock.now {
        return Ok(start - rng.between(20, 300) * MINUTE);
    }
    let latest = clock.days_from_today(day).min(0);
    let back =
        if clock.days_from_today(day) - lead > 0 { -rng.between(0, 13) } else { clock.days_from_today(day) - lead };
    let booked = clock.today.checked_add(jiff::Span::new().days(back.min(latest)))?;
    let hours = if is_online(source) { (8 * 60, 23 * 60 + 58) } else { (9 * 60, 20 * 60 + 58) };
    let at = clock.at(booked, rng.between(hours.0, hours.1))? + rng.between(0, 59);
    // Not before 9:00 today: 320 minutes before 14:20.
    let at = if at > clock.now { clock.now - rng.between(1, 320) * MINUTE } else { at };
    Ok(at.min(start - 5 * MINUTE))
}

fn lead_days(rng: &mut Rng) -> i64 {
    match rng.below(100) {
        0..15 => 0,
        15..45 => rng.between(1, 2),
        45..75 => rng.between(3, 7),
        75..92 => rng.between(8, 14),
        _ => rng.between(15, 29),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    #[test]
    fn creation_is_before_the_start_and_not_in_the_future() {
        let clock = Clock::new("Asia/Dubai", date(2026, 11, 20)).unwrap();
        let mut rng = Rng::new(11, 0);
        for offset in -700..270 {
            let day = clock.today + offset.days();
            for minute in (540..1260).step_by(15) {
                let start = clock.at(day, minute).unwrap();
                let source = source(&mut rng, &clock, day);
                let created = created(&mut rng, &clock, (day, start), source).unwrap();
                assert!(created < start && created <= clock.now);
                assert!(start > clock.now || start - created <= 30 * 24 * HOUR);
            }
        }
    }
}
