use super::{
    preferences::{Looks, looks},
    throttle::{Guesser, admit, forgive},
};
use crate::{
    Db, Result,
    auth::{
        Limits, Login, SessionId, Token,
        password::{self, Priority},
    },
    staff::{Role, UserId},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

/// The input of one sign-in attempt.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    /// Login of the account.
    pub login: &'a Login,
    /// Password as typed; never trimmed.
    pub password: &'a str,
    /// Token of the device cookie.
    pub device: &'a Token,
    /// `User-Agent` header; may be empty.
    pub user_agent: &'a str,
    /// Client address for throttling: an IPv4 address, or the /64 network of an IPv6 one.
    pub address: &'a str,
    /// Refuses the attempt whatever is typed, with the usual timing, such as a demo account in production.
    pub barred: bool,
}

/// Result of a sign-in attempt.
pub enum SignInAnswer {
    /// A session was opened or reused.
    In {
        /// Value of the session cookie.
        token: Token,
        /// Display preferences for this device.
        looks: Looks,
    },
    /// Login or password is wrong, or the account is deactivated; the answer does not say which.
    Wrong,
}

/// Characters of the `User-Agent` that are stored.
const USER_AGENT_CHARS: usize = 300;

#[derive(sqlx::FromRow)]
struct Account {
    id: UserId,
    role: Role,
    password_hash: Option<String>,
}

/// Signs a person in. An unknown login gets the same answer as a wrong password, after the same time.
///
/// A device that signs in again before it signed out reuses its session and gets another token of it.
///
/// # Errors
/// `TooManyRequests` after repeated failures.
pub async fn sign_in(db: &Db, sign_in: SignIn<'_>, now: Timestamp) -> Result<SignInAnswer> {
    let login = sign_in.login.as_str();
    let known = is_known(db, login, sign_in.device).await?;
    let guessers: &[Guesser] = match known {
        true => &[Guesser::Known { login, device: sign_in.device.hash() }],
        false => &[Guesser::Account { login }, Guesser::Address { address: sign_in.address }],
    };
    tokio::time::sleep(admit(db, guessers, now).await?.unsigned_abs()).await;
    let account: Option<Account> =
        sqlx::query_as("SELECT id, role, password_hash FROM users WHERE login = $1 AND active")
            .bind(login)
            .fetch_optional(db)
            .await?;
    let stored = account.as_ref().and_then(|account| account.password_hash.clone());
    let priority = if known { Priority::Known } else { Priority::Stranger };
    let right = password::check(sign_in.password.to_owned(), stored, priority).await?;
    match account.filter(|_| right && !sign_in.barred) {
        Some(account) => {
            forgive(db, guessers).await?;
            let Some(token) = open_session(db, &account, &sign_in, now).await? else { return Ok(SignInAnswer::Wrong) };
            Ok(SignInAnswer::In { token, looks: looks(db, account.id, sign_in.device).await? })
        }
        None => Ok(SignInAnswer::Wrong),
    }
}

/// Whether this login ever had a session on the device that is still stored.
async fn is_known(db: &Db, login: &str, device: &Token) -> Result<bool> {
    let known = sqlx::query_scalar(
        "SELECT EXISTS (
             SELECT FROM devices d JOIN sessions s ON s.device_id = d.id JOIN users u ON u.id = s.user_id
             WHERE d.token_hash = $1 AND u.login = $2)",
    );
    Ok(known.bind(device.hash()).bind(login).fetch_one(db).await?)
}

/// Opens the session. `None` when the password was changed or the person deactivated while the password was compared.
/// `FOR SHARE` orders this transaction against the one that ends sessions.
async fn open_session(db: &Db, account: &Account, sign_in: &SignIn<'_>, now: Timestamp) -> Result<Option<Token>> {
    let token = Token::random()?;
    let limits = Limits::of(account.role);
    let agent: String = sign_in.user_agent.chars().filter(|c| !c.is_control()).take(USER_AGENT_CHARS).collect();
    let mut transaction = db.begin().await?;
    let still: Option<UserId> =
        sqlx::query_scalar("SELECT id FROM users WHERE id = $1 AND active AND password_hash = $2 FOR SHARE")
            .bind(account.id)
            .bind(&account.password_hash)
            .fetch_optional(&mut *transaction)
            .await?;
    if still.is_none() {
        return Ok(None);
    }
    let device: i64 = sqlx::query_scalar(
        "INSERT INTO devices (token_hash, user_agent) VALUES ($1, $2)
         ON CONFLICT ON CONSTRAINT devices_token_unique DO UPDATE SET user_agent = excluded.user_agent RETURNING id",
    )
    .bind(sign_in.device.hash())
    .bind(agent)
    .fetch_one(&mut *transaction)
    .await?;
    // An expired session is ended, so that its old tokens cannot become valid again. A browser has one session cookie:
    // the session of another person on this device ends.
    sqlx::query(
        "UPDATE sessions SET ended_at = $3
         WHERE device_id = $2 AND ended_at IS NULL AND (user_id <> $1 OR expires_at <= $3 OR seen_at <= $4)",
    )
    .bind(account.id)
    .bind(device)
    .bind(now.to_sqlx())
    .bind(now.saturating_sub(limits.idle).unwrap_or(now).to_sqlx())
    .execute(&mut *transaction)
    .await?;
    let (session, created): (SessionId, bool) = sqlx::query_as(
        "INSERT INTO sessions (user_id, device_id, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)
         ON CONFLICT (user_id, device_id) WHERE ended_at IS NULL
         DO UPDATE SET seen_at = excluded.seen_at
         RETURNING id, xmax = 0",
    )
    .bind(account.id)
    .bind(device)
    .bind(now.to_sqlx())
    .bind(now.saturating_add(limits.absolute).unwrap_or(now).to_sqlx())
    .fetch_one(&mut *transaction)
    .await?;
    super::session::add_token(&mut transaction, session, &token, now).await?;
    transaction.commit().await?;
    tracing::info!(user = %account.id, %session, "{}", if created { "session created" } else { "session reused" });
    Ok(Some(token))
}
