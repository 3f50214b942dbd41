use super::Salon;
use crate::{Error, Period, Result};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};

impl Salon {
    /// The salon's time zone.
    pub fn time_zone(&self) -> Result<TimeZone> {
        TimeZone::get(&self.zone).map_err(|error| {
            tracing::error!(%error, "the salon's time zone");
            Error::Internal
        })
    }

    /// What the clock on the salon's wall shows at `at`.
    pub fn local(&self, at: Timestamp) -> Result<DateTime> {
        Ok(self.time_zone()?.to_datetime(at))
    }

    /// The instants between which a period's bookings start: first included, last not.
    pub fn instants(&self, period: Period) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
        let zone = self.time_zone()?;
        // Beyond what a clock can say (year 9999) the end is open.
        let midnight = |day: Date| zone.to_timestamp(day.to_datetime(jiff::civil::Time::midnight())).ok();
        let end = period.to.and_then(|day| day.checked_add(1.day()).ok());
        Ok((period.from.and_then(midnight), end.and_then(midnight)))
    }
}
