//! SQL of accounts, sessions, devices and password links.

mod accounts;
mod devices;
mod links;
mod passwords;
mod preferences;
mod session;
mod sign_in;
mod throttle;

use super::Limits;
use crate::{Db, Result};
pub use accounts::{NewUser, add_user, deactivate_demo_accounts, switch_off, switch_on};
pub use devices::{devices, end_device, end_other_devices};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
pub use links::{choose_password, link_owner, make_password_link};
pub use passwords::change_password;
pub use preferences::{Looks, keep_looks};
pub use session::{Signed, end_session, holding, session};
pub use sign_in::{SignIn, SignInAnswer, sign_in};

/// How long ended sessions are stored: a device with a stored session is known to [`throttle`].
const REMEMBERED: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Deletes expired rows: sessions that ended 90 days ago, tokens of ended sessions, old failures, password links,
/// unused devices. Run by a job every ten minutes.
pub async fn remove_expired(db: &Db, now: Timestamp) -> Result<()> {
    let remembered = now.saturating_sub(REMEMBERED).unwrap_or(now);
    let unused = now.saturating_sub(Limits::longest_idle()).unwrap_or(now);
    for (sql, before) in [
        ("DELETE FROM sessions WHERE least(ended_at, expires_at) < $1", remembered),
        (
            "DELETE FROM session_tokens t USING sessions s
             WHERE s.id = t.session_id AND least(t.retires_at, s.ended_at, s.expires_at) < $1",
            now,
        ),
        ("DELETE FROM session_tokens t USING sessions s WHERE s.id = t.session_id AND s.seen_at < $1", unused),
        ("DELETE FROM sign_in_failures WHERE failed_at < $1", throttle::forgotten(now)),
        ("DELETE FROM password_links WHERE expires_at < $1", now),
        (
            "DELETE FROM devices d WHERE created_at < $1 AND NOT EXISTS (SELECT FROM sessions WHERE device_id = d.id)",
            remembered,
        ),
    ] {
        sqlx::query(sql).bind(before.to_sqlx()).execute(db).await?;
    }
    Ok(())
}
