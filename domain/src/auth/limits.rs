use crate::staff::Role;
use jiff::SignedDuration;
use std::ops::RangeInclusive;

/// Allowed length of a password in characters. No rules on which characters: they do not make passwords stronger (NIST
/// SP 800-63B, 3.1.1).
pub const PASSWORD_CHARS: RangeInclusive<usize> = 8..=128;

/// Lifetime of a session (protocols.md, "Signing in").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The session expires after this time without use.
    pub idle: SignedDuration,
    /// The session expires this long after signing in, however much it is used.
    pub absolute: SignedDuration,
}

impl Limits {
    /// The largest idle limit of all roles: a session unused for longer is expired whatever its role.
    pub fn longest_idle() -> SignedDuration {
        Role::ALL.map(|role| Limits::of(role).idle).into_iter().max().unwrap_or_default()
    }

    /// The limits of a role. Directors and admins, whose sessions are worth more to an attacker, have shorter ones.
    pub fn of(role: Role) -> Self {
        let days = |days: i64| SignedDuration::from_hours(24 * days);
        match role {
            Role::Director | Role::Admin => Limits { idle: days(1), absolute: days(7) },
            _ => Limits { idle: days(7), absolute: days(30) },
        }
    }
}
