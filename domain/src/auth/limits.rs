use crate::staff::Role;
use jiff::SignedDuration;
use std::ops::RangeInclusive;

/// Shortest and longest password; no rules of composition, which make no better passwords (NIST SP 800-63B, 3.1.1).
pub const PASSWORD_CHARS: RangeInclusive<usize> = 8..=128;

/// How long a session lasts (protocols.md, "Signing in").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without being used.
    pub idle: SignedDuration,
    /// At most.
    pub absolute: SignedDuration,
}

impl Limits {
    /// Unused for so long, a session is over whosever it is.
    pub fn longest_idle() -> SignedDuration {
        Role::ALL.map(|role| Limits::of(role).idle).into_iter().max().unwrap_or_default()
    }

    /// Shorter for those who can do more harm.
    pub fn of(role: Role) -> Self {
        let days = |days: i64| SignedDuration::from_hours(24 * days);
        match role {
            Role::Director | Role::Admin => Limits { idle: days(1), absolute: days(7) },
            _ => Limits { idle: days(7), absolute: days(30) },
        }
    }
}
