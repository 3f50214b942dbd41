use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{fmt, str::FromStr};

/// What the salon's clock shows at an instant. When clocks are set back, an hour of local times occurs twice: `second`
/// tells the two apart.
///
/// As text `2027-10-31T01:00:00`, or `2027-10-31T01:00:00[second]`. Other texts are refused, those with an offset too:
/// jiff would drop it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct LocalTime {
    /// Date and time, in the salon's time zone.
    pub civil: DateTime,
    /// Whether it is the later of two equal times.
    pub second: bool,
}

const SECOND: &str = "[second]";

impl LocalTime {
    /// The day on the calendar.
    pub fn date(self) -> Date {
        self.civil.date()
    }

    /// The time of day.
    pub fn time(self) -> Time {
        self.civil.time()
    }
}

impl From<DateTime> for LocalTime {
    /// The earlier of two equal times.
    fn from(civil: DateTime) -> Self {
        LocalTime { civil, second: false }
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.civil, if self.second { SECOND } else { "" })
    }
}

/// A date alone: jiff would also read, and drop, a time and an offset after it.
pub(crate) fn read_day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|day: &Date| day.to_string() == text)
}

/// Deserializes a date by [`read_day`].
pub(crate) fn deserialize_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    read_day(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom(NoLocalTime))
}

/// Text that is no local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a local time")]
pub struct NoLocalTime;

impl FromStr for LocalTime {
    type Err = NoLocalTime;

    fn from_str(text: &str) -> Result<Self, NoLocalTime> {
        let civil = text.strip_suffix(SECOND);
        let time =
            LocalTime { civil: civil.unwrap_or(text).parse().map_err(|_| NoLocalTime)?, second: civil.is_some() };
        if time.to_string() == text { Ok(time) } else { Err(NoLocalTime) }
    }
}

impl From<LocalTime> for String {
    fn from(time: LocalTime) -> String {
        time.to_string()
    }
}

impl TryFrom<String> for LocalTime {
    type Error = NoLocalTime;

    fn try_from(text: String) -> Result<Self, NoLocalTime> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn equal_times_are_told_apart() {
        let civil = date(2027, 10, 31).at(1, 0, 0, 0);
        for (second, text) in [(false, "2027-10-31T01:00:00"), (true, "2027-10-31T01:00:00[second]")] {
            let time = LocalTime { civil, second };
            assert_eq!(time.to_string(), text);
            assert_eq!(text.parse(), Ok(time));
        }
    }

    #[test]
    fn nothing_is_dropped_from_a_text() {
        for text in [
            "2027-11-05T10:00:00+04:00",
            "2027-11-05T10:00:00Z",
            "2027-11-05T10:00:00+04:00[Asia/Dubai]",
            "2027-11-05T10:00:00[Asia/Dubai]",
            "2027-11-05",
            "2027-11-05T10:00:00[second][second]",
            "2027-11-05T24:00:00",
            "",
        ] {
            assert_eq!(text.parse::<LocalTime>(), Err(NoLocalTime), "{text}");
        }
    }
}
