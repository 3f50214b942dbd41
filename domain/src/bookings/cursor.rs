use super::BookingId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Keyset cursor of the list of bookings: the next page starts after the booking with this start and id. As text
/// `start.id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Cursor {
    /// Start of the booking in microseconds since 1970-01-01 UTC, within the years 0001 to 9999.
    pub start: i64,
    /// Id of the booking, for bookings with equal starts.
    pub id: BookingId,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.start, self.id)
    }
}

impl FromStr for Cursor {
    type Err = BrokenCursor;

    fn from_str(text: &str) -> Result<Self, BrokenCursor> {
        let (start, id) = text.split_once('.').ok_or(BrokenCursor)?;
        let start = start.parse().map_err(|_| BrokenCursor)?;
        // Years 0001 to 9999: the range that both PostgreSQL and jiff have.
        if !(-62_135_596_800_000_000..253_402_207_200_000_000).contains(&start) {
            return Err(BrokenCursor);
        }
        Ok(Cursor { start, id: id.parse().map_err(|_| BrokenCursor)? })
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> String {
        cursor.to_string()
    }
}

impl TryFrom<String> for Cursor {
    type Error = BrokenCursor;

    fn try_from(text: String) -> Result<Self, BrokenCursor> {
        text.parse()
    }
}

/// Text that is no valid cursor. The list then starts at its first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the list")]
pub struct BrokenCursor;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_survive_a_url_and_broken_ones_are_told() {
        let cursor = Cursor { start: -5, id: BookingId(42) };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for broken in ["", ".", "1", "1.", ".1", "1.1.1", "x.y", "9223372036854775807.1", "1.99999999999999999999"] {
            assert_eq!(broken.parse::<Cursor>(), Err(BrokenCursor), "{broken}");
        }
    }
}
