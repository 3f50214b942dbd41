use super::Salon;
use crate::{Error, Period, Result, period::CALENDAR};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

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
}
