//! What a person who waits is told.

use std::fmt;

/// One part of the work; `Display` names it in plain English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Accounts, masters and the price list.
    Salon,
    /// Who comes when, in memory.
    Plan,
    /// Rows of bookings.
    Bookings,
    /// Rows of clients.
    Clients,
    /// Rows of what happened to each booking.
    Events,
    /// Indexes, the overlap rule and references, built after the rows.
    Indexes,
    /// Counts by day and master, and the planner's statistics.
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

/// How far a step is. Reported at least twice a second, also when nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The step at work; steps come in the order of their declaration.
    pub step: Step,
    /// Rows (or indexes) done.
    pub done: u64,
    /// Rows (or indexes) of the whole step.
    pub total: u64,
}
