use super::Salon;
use crate::{Error, FieldError, LocalTime, Period, Result};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime},
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

    /// The half-open range of instants `[start, end)` that a period of local days covers; `None` is unbounded.
    pub fn instants(&self, period: Period) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
        let zone = self.time_zone()?;
        // Beyond the range of instants (year 9999) the end is unbounded.
        let midnight = |day: Date| zone.to_timestamp(day.to_datetime(jiff::civil::Time::midnight())).ok();
        let end = period.to.and_then(|day| day.checked_add(1.day()).ok());
        Ok((period.from.and_then(midnight), end.and_then(midnight)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

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
