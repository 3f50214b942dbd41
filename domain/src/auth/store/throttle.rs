//! Throttling of password guessing, without locking anybody out (protocols.md, "Signing in").
//!
//! Failures on a device where the account was signed in before are counted separately, so that strangers cannot slow
//! its owner down. From other devices, each failure for an account delays the next answer for it, and an address with
//! many failures is refused for a while. An attempt is counted as failed before the password is compared; otherwise
//! parallel attempts would all count as the first.

use crate::{Db, Error, Result, auth::SessionId, staff::UserId};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

/// Failures are forgotten this long after the last one.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(1);

/// Key under which failures are counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Guesser<'a> {
    /// An account, on a device where it was signed in before.
    Known { login: &'a str, device: [u8; 32] },
    /// An account, on any other device.
    Account { login: &'a str },
    /// A session whose person must enter the password again.
    Session { session: SessionId },
    /// Whoever has a password link of this person and chooses passwords that are refused.
    Link { user: UserId },
    /// A client address, across accounts.
    Address { address: &'a str },
}

/// Waiting times after failures.
struct Pace {
    /// Number of failures without a wait.
    free: i32,
    /// Wait after the first failure beyond `free`; it doubles with each further failure.
    first: SignedDuration,
    /// Upper limit of the wait, however many failures.
    longest: SignedDuration,
}

impl Guesser<'_> {
    fn key(&self) -> [u8; 32] {
        let hash = |kind: &str, parts: &[&[u8]]| {
            let hash = parts
                .iter()
                .fold(Sha256::new_with_prefix(kind), |hash, part| hash.chain_update(b"\0").chain_update(part));
            hash.finalize().into()
        };
        match self {
            Guesser::Known { login, device } => hash("known", &[login.as_bytes(), device]),
            Guesser::Account { login } => hash("account", &[login.as_bytes()]),
            Guesser::Session { session } => hash("session", &[&session.0.to_le_bytes()]),
            Guesser::Link { user } => hash("link", &[&user.0.to_le_bytes()]),
            Guesser::Address { address } => hash("address", &[address.as_bytes()]),
        }
    }

    fn pace(&self) -> Pace {
        let seconds = SignedDuration::from_secs;
        match self {
            Guesser::Known { .. } | Guesser::Session { .. } | Guesser::Link { .. } => {
                Pace { free: 5, first: seconds(2), longest: seconds(5 * 60) }
            }
            // Everybody in a salon may share one address.
            Guesser::Address { .. } => Pace { free: 30, first: seconds(2), longest: seconds(5 * 60) },
            Guesser::Account { .. } => Pace { free: 5, first: SignedDuration::from_millis(250), longest: seconds(4) },
        }
    }
}

impl Pace {
    fn wait(&self, failures: i32) -> SignedDuration {
        let doublings = match u32::try_from(failures - self.free) {
            Ok(over) => over.min(16),
            Err(_) => return SignedDuration::ZERO,
        };
        self.first.saturating_mul(1 << doublings).min(self.longest)
    }
}

/// Failures before this instant are forgotten.
pub(super) fn forgotten(now: Timestamp) -> Timestamp {
    now.saturating_sub(FORGOTTEN).unwrap_or(now)
}

/// Counts an attempt as failed. Returns how long its answer must be delayed.
///
/// # Errors
/// `TooManyRequests` for an attempt that comes too early; it is not counted.
pub(super) async fn admit(db: &Db, guessers: &[Guesser<'_>], now: Timestamp) -> Result<SignedDuration> {
    let mut transaction = db.begin().await?;
    let mut after = SignedDuration::ZERO;
    for guesser in guessers {
        let (failures, failed_at) = lock(&mut transaction, guesser, now).await?;
        let wait = guesser.pace().wait(failures);
        if let Guesser::Account { .. } = guesser {
            after = after.max(wait);
            continue;
        }
        // Clock skew between processes must not lengthen the wait.
        let left = (wait - now.duration_since(failed_at)).min(wait);
        if left.is_positive() {
            return Err(Error::TooManyRequests { seconds: u32::try_from(left.as_secs() + 1).unwrap_or(u32::MAX) });
        }
    }
    for guesser in guessers {
        sqlx::query("UPDATE sign_in_failures SET failures = failures + 1, failed_at = $2 WHERE guesser = $1")
            .bind(guesser.key())
            .bind(now.to_sqlx())
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(after)
}

async fn lock(transaction: &mut PgConnection, guesser: &Guesser<'_>, now: Timestamp) -> Result<(i32, Timestamp)> {
    let (failures, failed_at): (i32, jiff_sqlx::Timestamp) = sqlx::query_as(
        "INSERT INTO sign_in_failures AS f (guesser, failures, failed_at) VALUES ($1, 0, $2)
         ON CONFLICT (guesser) DO UPDATE SET failures = CASE WHEN f.failed_at < $3 THEN 0 ELSE f.failures END
         RETURNING failures, failed_at",
    )
    .bind(guesser.key())
    .bind(now.to_sqlx())
    .bind(forgotten(now).to_sqlx())
    .fetch_one(transaction)
    .await?;
    Ok((failures, failed_at.to_jiff()))
}

/// Removes the counted attempt after a success. For an address only this one attempt is removed: otherwise somebody
/// with one account could reset the count while guessing another's password.
pub(super) async fn forgive(db: &Db, guessers: &[Guesser<'_>]) -> Result<()> {
    for guesser in guessers {
        let sql = match guesser {
            Guesser::Address { .. } => {
                "UPDATE sign_in_failures SET failures = greatest(failures - 1, 0) WHERE guesser = $1"
            }
            _ => "DELETE FROM sign_in_failures WHERE guesser = $1",
        };
        sqlx::query(sql).bind(guesser.key()).execute(db).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_a_limit() {
        let address = Guesser::Address { address: "::1" }.pace();
        let waits = [0, 29, 30, 31, 37, 38, 1_000_000].map(|failures| address.wait(failures).as_secs());
        assert_eq!(waits, [0, 0, 2, 4, 256, 300, 300]);
        let account = Guesser::Account { login: "a" }.pace();
        assert_eq!([4, 5, 6, 9, 10, i32::MAX].map(|n| account.wait(n).as_millis()), [0, 250, 500, 4000, 4000, 4000]);
    }

    #[test]
    fn guessers_are_told_apart() {
        let device = [7; 32];
        let keys = [
            Guesser::Known { login: "a", device }.key(),
            Guesser::Known { login: "b", device }.key(),
            Guesser::Account { login: "a" }.key(),
            Guesser::Address { address: "a" }.key(),
        ];
        assert!(keys.iter().enumerate().all(|(at, key)| !keys[at + 1..].contains(key)));
    }
}
