use super::Salon;
use crate::{Error, Period, Result};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
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

    /// The half-open range of instants `[start, end)` that a period of local days covers; `None` is unbounded.
    pub fn instants(&self, period: Period) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
        let zone = self.time_zone()?;
        // Beyond the range of instants (year 9999) the end is unbounded.
        let midnight = |day: Date| zone.to_timestamp(day.to_datetime(jiff::civil::Time::midnight())).ok();
        let end = period.to.and_then(|day| day.checked_add(1.day()).ok());
        Ok((period.from.and_then(midnight), end.and_then(midnight)))
    }
}
