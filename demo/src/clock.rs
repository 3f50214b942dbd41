//! The three years around a given day, in the salon's time zone.

use jiff::ToSpan;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;

/// Seconds since 1970, UTC. More compact than `jiff::Timestamp`: a million bookings hold several each.
pub(super) type Seconds = i64;

pub(super) const MINUTE: Seconds = 60;
pub(super) const HOUR: Seconds = 60 * MINUTE;

/// The salon's calendar. "Now" is 14:20 of `today`.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    zone: TimeZone,
    pub(super) today: Date,
    pub(super) now: Seconds,
    /// First day with bookings: 27 months before today.
    pub(super) first: Date,
    /// Day after the last one with bookings: nine months after today.
    pub(super) end: Date,
}

impl Clock {
    pub(super) fn new(zone: &str, today: Date) -> Result<Self, jiff::Error> {
        let zone = TimeZone::get(zone)?;
        let now = today.to_datetime(time(14, 20, 0, 0)).to_zoned(zone.clone())?.timestamp().as_second();
        let (first, end) = (today.checked_sub(27.months())?, today.checked_add(9.months())?);
        Ok(Self { zone, today, now, first, end })
    }

    /// Timestamp of a local time; `minute` counts from midnight.
    pub(super) fn at(&self, day: Date, minute: i64) -> Result<Seconds, jiff::Error> {
        let local = day.to_datetime(time(0, 0, 0, 0)).checked_add(minute.minutes())?;
        Ok(local.to_zoned(self.zone.clone())?.timestamp().as_second())
    }

    /// Whether the front desk is closed: before 8:00 or after 22:00.
    pub(super) fn is_night(&self, at: Seconds) -> bool {
        let local = jiff::Timestamp::from_second(at).map(|at| self.zone.to_datetime(at));
        local.is_ok_and(|local| !(8..22).contains(&local.hour()))
    }

    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        self.first.series(1.day()).take_while(|day| *day < self.end)
    }

    /// Days since `today`; negative for earlier days.
    pub(super) fn days_from_today(&self, day: Date) -> i64 {
        days_between(self.today, day)
    }

    pub(super) fn days_from_first(&self, day: Date) -> i64 {
        days_between(self.first, day)
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// Example: `2026-11-20T10:20:00Z`.
pub(super) fn rfc3339(at: Seconds) -> String {
    jiff::Timestamp::from_second(at).map(|at| at.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use jiff::civil::date;

    #[test]
    fn clock_spans_three_years_around_today() {
        let clock = Clock::new("Asia/Dubai", date(2026, 11, 20)).unwrap();
        assert_eq!(clock.first, date(2024, 8, 20));
        assert_eq!(clock.days().count(), 1095);
        assert_eq!(rfc3339(clock.now), "2026-11-20T10:20:00Z");
        assert_eq!(rfc3339(clock.at(clock.today, 9 * 60).unwrap()), "2026-11-20T05:00:00Z");
        assert_eq!(clock.days_from_today(clock.first), -822);
    }
}
