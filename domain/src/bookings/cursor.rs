use super::{BookingId, Sort};
use serde::{Deserialize, Serialize};
use std::{fmt, ops::Range, str::FromStr};

/// Keyset cursor of the list of bookings: the next page starts after the booking with this start and id. As text
/// `start.id`, or `start.id.similar`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Cursor {
    /// Start of the booking in microseconds since 1970-01-01 UTC, within the years 0001 to 9999.
    pub start: i64,
    /// Id of the booking, for bookings with equal starts.
    pub id: BookingId,
    /// Whether the page is of similar bookings, which a search lists after those that match.
    pub similar: bool,
}

/// Starts in the years 0001 to 9999, in microseconds: the range that both PostgreSQL and jiff have.
const STARTS: Range<i64> = -62_135_596_800_000_000..253_402_207_200_000_000;

impl Cursor {
    /// The cursor of the first page of similar bookings.
    pub fn first_similar(sort: Sort) -> Self {
        match sort {
            Sort::Newest => Cursor { start: STARTS.end - 1, id: BookingId(i64::MAX), similar: true },
            Sort::Oldest => Cursor { start: STARTS.start, id: BookingId(0), similar: true },
        }
    }
}

const SIMILAR: &str = ".similar";

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}{}", self.start, self.id, if self.similar { SIMILAR } else { "" })
    }
}

impl FromStr for Cursor {
    type Err = BrokenCursor;

    fn from_str(text: &str) -> Result<Self, BrokenCursor> {
        let (place, similar) = text.strip_suffix(SIMILAR).map_or((text, false), |place| (place, true));
        let (start, id) = place.split_once('.').ok_or(BrokenCursor)?;
        let start = start.parse().map_err(|_| BrokenCursor)?;
        if !STARTS.contains(&start) {
            return Err(BrokenCursor);
        }
        Ok(Cursor { start, id: id.parse().map_err(|_| BrokenCursor)?, similar })
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
        for cursor in [
            Cursor { start: -5, id: BookingId(42), similar: false },
            Cursor { start: -5, id: BookingId(42), similar: true },
            Cursor::first_similar(Sort::Newest),
            Cursor::first_similar(Sort::Oldest),
        ] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for broken in
            ["", ".", "1", "1.", ".1", "1.1.1", "x.y", "9223372036854775807.1", "1.99999999999999999999", "1.similar"]
        {
            assert_eq!(broken.parse::<Cursor>(), Err(BrokenCursor), "{broken}");
        }
    }
}
