use super::{BookingConflict, BookingId, BookingQuery, BookingRow, Cancellation, Verb, write::Check};
use crate::{
    Result,
    events::{ChangeId, Seq},
    staff::UserId,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// What a bulk change did, with what is needed to undo it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkResult {
    /// Id by which the bulk change can be undone.
    pub change: ChangeId,
    /// Number of changed bookings. Those that were already as wanted are not counted.
    pub done: u32,
    /// Number of bookings that could not be changed.
    pub refused: u32,
    /// The first 200 bookings that could not be changed, with reasons.
    pub refusals: Vec<Refused>,
    /// Number of bookings that match and came or changed after the selection was counted; they were left as they are.
    pub newer: u32,
    /// The first 200 of them.
    pub newer_rows: Vec<BookingRow>,
}

/// How many bookings match a query, and when that was so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Number of bookings that match; 10,001 stands for more than 10,000.
    pub count: u32,
    /// Place in the feed: all events up to here were counted.
    pub seq: Seq,
}

/// A booking that a bulk change could not change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The booking that was left unchanged.
    pub id: BookingId,
    /// Client's name, as copied to the booking.
    pub client: String,
    /// Start, local time of the salon.
    pub starts: DateTime,
    /// Why it was not changed; `None`: the new master does not perform its service.
    pub why: Option<BookingConflict>,
}

/// The bookings that a bulk change is to change, at most 10,000.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// Bookings with these ids; those that the actor may not see are ignored.
    Some(Vec<BookingId>),
    /// All bookings that match the query, on all of its pages, except those that came or changed after they were
    /// counted.
    All {
        /// The filters; the cursor does not matter.
        query: BookingQuery,
        /// Place in the feed at which they were counted.
        counted: Seq,
    },
}

/// What a bulk change does to each booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkAction {
    /// Takes a step; `Cancel` is refused here, since it needs a reason.
    Step(Verb),
    /// Cancels the bookings, all with the same reason.
    Cancel(Cancellation),
    /// Assigns the bookings to another master, at the same time and price.
    Assign(UserId),
}

impl Selection {
    /// Validates an idempotency key and the filters, without the database.
    ///
    /// # Errors
    /// `Invalid` for the key, and for filters that could not be read.
    pub fn check(&self, key: &str) -> Result<()> {
        let mut check = Check::default();
        check.key(key);
        check.end()?;
        match self {
            Selection::All { query, .. } => query.check(),
            Selection::Some(_) => Ok(()),
        }
    }
}
