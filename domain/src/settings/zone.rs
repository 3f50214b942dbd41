use super::Salon;
use crate::{Error, FieldError, LocalTime, Period, Result, period::CALENDAR};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
    tz::{AmbiguousOffset, TimeZone},
};

/// Distance to the time before a gap that is offered in place of a time in it.
const STEP: SignedDuration = SignedDuration::from_mins(15);

/// The local time of an instant.
pub fn local_time(zone: &TimeZone, at: Timestamp) -> LocalTime {
    let civil = zone.to_datetime(at);
    let times = zone.to_ambiguous_timestamp(civil);
    let second = matches!(times.offset(), AmbiguousOffset::Fold { .. }) && times.later().is_ok_and(|later| later == at);
    LocalTime { civil, second }
}

/// The instant of a local time.
///
/// # Errors
/// `Skipped` for a time that clocks are put forward over; `Wrong` for the second of two equal times where there is only
/// one, and beyond the range of instants.
pub fn instant(zone: &TimeZone, LocalTime { civil, second }: LocalTime) -> Result<Timestamp, FieldError> {
    let times = zone.to_ambiguous_timestamp(civil);
    let at = match times.offset() {
        AmbiguousOffset::Gap { .. } => return Err(skipped(zone, times.later().map_err(|_| FieldError::Wrong)?)),
        AmbiguousOffset::Fold { .. } if second => times.later(),
        AmbiguousOffset::Fold { .. } => times.earlier(),
        AmbiguousOffset::Unambiguous { .. } if second => return Err(FieldError::Wrong),
        AmbiguousOffset::Unambiguous { .. } => times.unambiguous(),
    };
    at.map_err(|_| FieldError::Wrong)
}

/// The times that exist on either side of a gap; `after` is an instant that the same clocks, not put forward, show as a
/// time in it.
fn skipped(zone: &TimeZone, after: Timestamp) -> FieldError {
    // The gap itself may begin at this very instant.
    let past = after.saturating_add(SignedDuration::from_nanos(1)).unwrap_or(after);
    let Some(change) = zone.preceding(past).next().map(|change| change.timestamp()) else { return FieldError::Wrong };
    let before = change.saturating_sub(STEP).unwrap_or(change);
    FieldError::Skipped { before: zone.to_datetime(before), after: zone.to_datetime(change) }
}

impl Salon {
    /// The salon's time zone with its rules.
    ///
    /// # Errors
    /// `Internal` for a zone that the time zone database does not have.
    pub fn time_zone(&self) -> Result<TimeZone> {
        TimeZone::get(&self.zone).map_err(|error| {
            tracing::error!(%error, "the salon's time zone");
            Error::Internal
        })
    }

    /// The local date and time, in the salon's zone, of an instant.
    pub fn local(&self, at: Timestamp) -> Result<DateTime> {
        Ok(self.time_zone()?.to_datetime(at))
    }

    /// The half-open range of instants `[start, end)` that a period of local days covers; `None` is unbounded. Days that
    /// no booking can have stand for the nearest that one can.
    pub fn instants(&self, period: Period) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
        let zone = self.time_zone()?;
        let known = |day: Date| day.clamp(*CALENDAR.start(), *CALENDAR.end());
        let midnight = |day: Date| zone.to_timestamp(known(day).to_datetime(Time::midnight())).ok();
        let end = period.to.map(|day| day.checked_add(1.day()).unwrap_or(day));
        Ok((period.from.and_then(midnight), end.and_then(midnight)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_at_the_ends_of_the_calendar_keep_their_meaning() {
        let salon = Salon { name: "x".into(), zone: "Asia/Dubai".into(), currency: "AED".into() };
        let covers = |from: Option<Date>, to: Option<Date>| {
            let (start, end) = salon.instants(Period { from, to }).unwrap();
            let booked: Timestamp = "2026-11-20T06:00:00Z".parse().unwrap();
            start.is_none_or(|start| start <= booked) && end.is_none_or(|end| booked < end)
        };
        let ends = [Date::MIN, date(-4713, 1, 1), date(9999, 12, 30), Date::MAX];
        for (at, day) in ends.into_iter().enumerate() {
            let is_past = at < 2;
            assert_eq!(covers(Some(day), None), is_past, "from {day}");
            assert_eq!(covers(None, Some(day)), !is_past, "to {day}");
            let bounds = salon.instants(Period { from: Some(day), to: Some(day) }).unwrap();
            assert!(bounds.0.is_some() && bounds.1.is_some(), "a day that is named is never everything: {day}");
        }
        assert!(covers(Some(Date::MIN), Some(Date::MAX)));
    }

    fn london() -> TimeZone {
        TimeZone::get("Europe/London").unwrap()
    }

    #[test]
    fn a_skipped_time_is_refused_with_the_nearest_ones() {
        let (day, after) = (date(2027, 3, 28), date(2027, 3, 28).at(2, 0, 0, 0));
        for minute in [0, 15, 59] {
            let refused = FieldError::Skipped { before: day.at(0, 45, 0, 0), after };
            assert_eq!(instant(&london(), day.at(1, minute, 0, 0).into()), Err(refused), "01:{minute}");
        }
        for time in [day.at(0, 45, 0, 0), after] {
            assert_eq!(local_time(&london(), instant(&london(), time.into()).unwrap()).civil, time);
        }
    }

    #[test]
    fn both_of_two_equal_times_are_instants() {
        let civil = date(2027, 10, 31).at(1, 0, 0, 0);
        let at = |second| instant(&london(), LocalTime { civil, second }).unwrap();
        assert_eq!([at(false), at(true)].map(|at| at.to_string()), ["2027-10-31T00:00:00Z", "2027-10-31T01:00:00Z"]);
        for second in [false, true] {
            assert_eq!(local_time(&london(), at(second)), LocalTime { civil, second });
        }
        let only = LocalTime { civil: date(2027, 10, 31).at(3, 0, 0, 0), second: true };
        assert_eq!(instant(&london(), only), Err(FieldError::Wrong));
    }
}
