//! Progress reports.

use std::fmt;

/// One part of the work. `Display` is its English name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Accounts, masters and the price list.
    Salon,
    /// The plan of all bookings, in memory.
    Plan,
    /// Rows of bookings.
    Bookings,
    /// Rows of clients.
    Clients,
    /// Rows of the history of each booking.
    Events,
    /// Indexes, the exclusion constraint and foreign keys, built after the rows.
    Indexes,
    /// Figures by day and master, and the statistics of PostgreSQL's planner.
    Figures,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Salon => "staff and services",
            Self::Plan => "plan of the days",
            Self::Bookings => "bookings",
            Self::Clients => "clients",
            Self::Events => "history",
            Self::Indexes => "indexes",
            Self::Figures => "figures",
        })
    }
}

/// Progress of a step. Reported at least twice a second, even without a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The current step; steps run in the order of their declaration.
    pub step: Step,
    /// Rows (or indexes) done.
    pub done: u64,
    /// Rows (or indexes) of the whole step.
    pub total: u64,
}
