use crate::Money;
use serde::{Deserialize, Serialize};

/// The four figures above the list, for everything the list is asked for but its status.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// In the period asked for.
    pub now: Count,
    /// In the equal period before it; `None` when the period has an open end.
    pub before: Option<Count>,
}

/// How many bookings, and what they brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Waiting to be confirmed.
    pub pending: i64,
    /// Completed.
    pub completed: i64,
    /// Of whatever status.
    pub total: i64,
    /// What the completed ones cost, by currency, the largest first. `None` for those who may not see it.
    pub revenue: Option<Vec<Money>>,
    /// There are more than were counted: a search counts exactly up to [`Count::SEARCH_LIMIT`] only.
    pub more: bool,
}

impl Count {
    /// Matches of a search beyond these are not counted.
    pub const SEARCH_LIMIT: i64 = 1_000;
}

/// By how many percent a figure has changed; `None` where there was nothing to compare with.
pub fn change_percent(now: i64, before: i64) -> Option<i64> {
    if before <= 0 {
        return None;
    }
    let change = (i128::from(now) - i128::from(before)) * 100;
    // Rounded to the nearest, halves away from zero.
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
