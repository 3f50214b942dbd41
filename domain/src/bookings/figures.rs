use crate::Money;
use serde::{Deserialize, Serialize};

/// The figures above the list of bookings. They follow the list's filters, except its status.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Figures of the filtered period.
    pub now: Count,
    /// Figures of the period of equal length before it; `None` when the period has an open end.
    pub before: Option<Count>,
}

/// Number of bookings by status, and revenue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Bookings with the status pending.
    pub pending: i64,
    /// Bookings with the status completed.
    pub completed: i64,
    /// Bookings of all statuses, cancelled and no-show included.
    pub total: i64,
    /// Sum of the prices of completed bookings, one amount per currency, the largest first. `None` when the actor may
    /// not see it.
    pub revenue: Option<Vec<Money>>,
    /// Whether there are more bookings than were counted. Only searches stop counting, at [`Count::SEARCH_LIMIT`].
    pub more: bool,
}

impl Count {
    /// Upper limit of counted matches of a search.
    pub const SEARCH_LIMIT: i64 = 1_000;
}

/// Change of a figure in percent, rounded; `None` when `before` is not positive.
pub fn change_percent(now: i64, before: i64) -> Option<i64> {
    if before <= 0 {
        return None;
    }
    let change = (i128::from(now) - i128::from(before)) * 100;
    // Rounded to the nearest integer, halves away from zero.
    let half = i128::from(before) / 2 * change.signum();
    i64::try_from((change + half) / i128::from(before)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn change_is_rounded_and_never_invented() {
        assert_eq!(change_percent(108, 100), Some(8));
        assert_eq!(change_percent(0, 3), Some(-100));
        assert_eq!(change_percent(2, 3), Some(-33));
        assert_eq!(change_percent(5, 3), Some(67));
        assert_eq!(change_percent(5, 0), None);
        assert_eq!(change_percent(i64::MAX, 1), None);
    }
}
