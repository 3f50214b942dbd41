use super::{Token, password};
use crate::{
    Db, Result,
    settings::Salon,
    staff::{self, Actor, Role, UserId},
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;

/// What somebody signs in with.
pub struct SignIn<'a> {
    /// As typed.
    pub login: &'a str,
    /// As typed.
    pub password: &'a str,
    /// The device's cookie.
    pub device: &'a Token,
    /// What the device says of itself.
    pub user_agent: &'a str,
}

/// Longest name of a device that is kept.
const USER_AGENT_CHARS: usize = 300;

#[derive(sqlx::FromRow)]
struct Account {
    id: UserId,
    role: String,
    password_hash: Option<String>,
}

/// Opens a session and returns the token of its cookie; `None` for a wrong login or password, in the same time.
///
/// A device that signs in again before it signed out keeps its session and gets another token of it.
pub async fn sign_in(db: &Db, sign_in: SignIn<'_>, now: Timestamp) -> Result<Option<Token>> {
    let account: Option<Account> =
        sqlx::query_as("SELECT id, role, password_hash FROM users WHERE login = lower($1) AND active")
            .bind(sign_in.login.trim().replace('\0', ""))
            .fetch_optional(db)
            .await?;
    let stored = account.as_ref().and_then(|account| account.password_hash.clone());
    if !password::check(sign_in.password.to_owned(), stored).await? {
        return Ok(None);
    }
    match account {
        Some(account) => open_session(db, &account, &sign_in, now).await.map(Some),
        None => Ok(None),
    }
}

async fn open_session(db: &Db, account: &Account, sign_in: &SignIn<'_>, now: Timestamp) -> Result<Token> {
    let token = Token::random()?;
    let agent: String = sign_in.user_agent.chars().filter(|c| !c.is_control()).take(USER_AGENT_CHARS).collect();
    let mut transaction = db.begin().await?;
    let device: i64 = sqlx::query_scalar(
        "INSERT INTO devices (token_hash, user_agent) VALUES ($1, $2)
         ON CONFLICT ON CONSTRAINT devices_token_unique DO UPDATE SET user_agent = excluded.user_agent RETURNING id",
    )
    .bind(sign_in.device.hash())
    .bind(agent)
    .fetch_one(&mut *transaction)
    .await?;
    // One that ran out is over: its cookies must not come back to life.
    sqlx::query(
        "UPDATE sessions SET ended_at = $3
         WHERE user_id = $1 AND device_id = $2 AND ended_at IS NULL AND expires_at <= $3",
    )
    .bind(account.id)
    .bind(device)
    .bind(now.to_sqlx())
    .execute(&mut *transaction)
    .await?;
    let (session, created): (i64, bool) = sqlx::query_as(
        "INSERT INTO sessions (user_id, device_id, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)
         ON CONFLICT (user_id, device_id) WHERE ended_at IS NULL
         DO UPDATE SET seen_at = excluded.seen_at
         RETURNING id, xmax = 0",
    )
    .bind(account.id)
    .bind(device)
    .bind(now.to_sqlx())
    .bind(now.saturating_add(longest(&account.role)).unwrap_or(now).to_sqlx())
    .fetch_one(&mut *transaction)
    .await?;
    sqlx::query("INSERT INTO session_tokens (token_hash, session_id, created_at) VALUES ($1, $2, $3)")
        .bind(token.hash())
        .bind(session)
        .bind(now.to_sqlx())
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    tracing::info!(user = %account.id, session, "{}", if created { "session created" } else { "session reused" });
    Ok(token)
}

/// How long a session may last at most (protocols.md, "Signing in").
fn longest(role: &str) -> SignedDuration {
    let days = match Role::from_code(role) {
        Some(Role::Director | Role::Admin) => 7,
        _ => 30,
    };
    SignedDuration::from_hours(days * 24)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: UserId,
    name: String,
    role: String,
    granted: Vec<String>,
    revoked: Vec<String>,
    salon_name: String,
    zone: String,
    currency: String,
}

/// Who a session's cookie belongs to, and the salon they work in; `None` when it is nobody's, ended or expired.
pub async fn session(db: &Db, token: &Token, now: Timestamp) -> Result<Option<(Actor, Salon)>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT u.id, u.name, u.role, u.granted, u.revoked, s.salon_name, s.zone, s.currency
         FROM session_tokens t
         JOIN sessions ON sessions.id = t.session_id
         JOIN users u ON u.id = sessions.user_id
         CROSS JOIN settings s
         WHERE t.token_hash = $1 AND sessions.ended_at IS NULL AND sessions.expires_at > $2 AND u.active",
    )
    .bind(token.hash())
    .bind(now.to_sqlx())
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let actor = staff::actor(row.id, row.name, &row.role, &row.granted, &row.revoked)?;
        Ok((actor, Salon { name: row.salon_name, zone: row.zone, currency: row.currency }))
    })
    .transpose()
}

/// Ends the session of a cookie; other devices stay signed in.
pub async fn end_session(db: &Db, token: &Token, now: Timestamp) -> Result<()> {
    sqlx::query(
        "UPDATE sessions SET ended_at = $2 FROM session_tokens t
         WHERE t.token_hash = $1 AND sessions.id = t.session_id AND ended_at IS NULL",
    )
    .bind(token.hash())
    .bind(now.to_sqlx())
    .execute(db)
    .await?;
    Ok(())
}
