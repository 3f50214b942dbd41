use crate::{
    Db, Language, Result,
    auth::{Limits, SessionId, Token},
    settings::Salon,
    staff::{self, Actor, Asker, Permission, Role, UserId},
    text_enum::Known,
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::{PgConnection, PgExecutor};

/// After the first use of a token, the session's other tokens are valid for this long (protocols.md, "Signing in").
const GRACE: SignedDuration = SignedDuration::from_secs(60);
/// Age at which a token is replaced.
const LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Precision of `seen_at`, so that not every request writes.
const SEEN: SignedDuration = SignedDuration::from_secs(60);

/// An authenticated request: the person, their salon and the session.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The signed-in person with their permissions.
    pub actor: Actor,
    /// Settings of the salon, loaded with the session.
    pub salon: Salon,
    /// The session that the cookie belongs to.
    pub session: SessionId,
    /// A replacement token to be set as the cookie; `None` when the present one stays valid.
    pub fresh: Option<Token>,
}

impl Signed {
    /// The person as an asker, in the language of their request.
    pub fn asker(&self, db: Db, language: Language, now: Timestamp) -> Asker {
        Asker { db, actor: self.actor.clone(), salon: self.salon.clone(), language, now }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: UserId,
    name: String,
    role: Role,
    granted: Vec<Known<Permission>>,
    revoked: Vec<Known<Permission>>,
    salon_name: String,
    zone: String,
    currency: String,
    session: SessionId,
    since: jiff_sqlx::Timestamp,
    seen_at: jiff_sqlx::Timestamp,
    token_since: jiff_sqlx::Timestamp,
    used: bool,
    retires: bool,
}

/// Authenticates a session cookie and records its use. `None` when the token is unknown, or the session has ended or
/// expired, or the person was deactivated.
pub async fn session(db: &Db, token: &Token, now: Timestamp) -> Result<Option<Signed>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT u.id, u.name, u.role, u.granted, u.revoked, settings.salon_name, settings.zone, settings.currency,
             s.id AS session, s.created_at AS since, s.seen_at,
             t.created_at AS token_since, t.used_at IS NOT NULL AS used, t.retires_at IS NOT NULL AS retires
         FROM session_tokens t
         JOIN sessions s ON s.id = t.session_id
         JOIN users u ON u.id = s.user_id
         CROSS JOIN settings
         WHERE t.token_hash = $1 AND (t.retires_at IS NULL OR t.retires_at > $2)
           AND s.ended_at IS NULL AND s.expires_at > $2 AND u.active",
    )
    .bind(token.hash())
    .bind(now.to_sqlx())
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let actor = staff::actor(row.id, row.name.clone(), row.role, &row.granted, &row.revoked);
    if !row.holds(actor.role, now) {
        return Ok(None);
    }
    let age = |then: jiff_sqlx::Timestamp| now.duration_since(then.to_jiff());
    let fresh = if row.retires || age(row.token_since) >= LIFE { Some(Token::random()?) } else { None };
    if !row.used || fresh.is_some() || age(row.seen_at) >= SEEN {
        let is_live = note(db, token, &row, fresh.as_ref(), now).await?;
        if !is_live {
            return Ok(None);
        }
    }
    let salon = Salon { name: row.salon_name, zone: row.zone, currency: row.currency };
    Ok(Some(Signed { actor, salon, session: row.session, fresh }))
}

/// Records the use of the session and of its token, and adds the replacement token. Returns whether the session is
/// still live.
async fn note(db: &Db, token: &Token, row: &Row, fresh: Option<&Token>, now: Timestamp) -> Result<bool> {
    let mut transaction = db.begin().await?;
    let seen = sqlx::query("UPDATE sessions SET seen_at = greatest(seen_at, $2) WHERE id = $1 AND ended_at IS NULL")
        .bind(row.session)
        .bind(now.to_sqlx())
        .execute(&mut *transaction)
        .await?;
    if seen.rows_affected() == 0 {
        return Ok(false);
    }
    if !row.used {
        sqlx::query("UPDATE session_tokens SET used_at = $2 WHERE token_hash = $1")
            .bind(token.hash())
            .bind(now.to_sqlx())
            .execute(&mut *transaction)
            .await?;
    }
    if !row.used && !row.retires {
        sqlx::query(
            "UPDATE session_tokens SET retires_at = $3
             WHERE session_id = $1 AND token_hash <> $2 AND retires_at IS NULL",
        )
        .bind(row.session)
        .bind(token.hash())
        .bind(now.saturating_add(GRACE).unwrap_or(now).to_sqlx())
        .execute(&mut *transaction)
        .await?;
    }
    if let Some(fresh) = fresh {
        add_token(&mut transaction, row.session, fresh, now).await?;
    }
    transaction.commit().await?;
    Ok(true)
}

pub(super) async fn add_token(
    transaction: &mut PgConnection,
    session: SessionId,
    token: &Token,
    now: Timestamp,
) -> Result<()> {
    sqlx::query("INSERT INTO session_tokens (token_hash, session_id, created_at) VALUES ($1, $2, $3)")
        .bind(token.hash())
        .bind(session)
        .bind(now.to_sqlx())
        .execute(transaction)
        .await?;
    Ok(())
}

/// Those of the given sessions that are still live, with their actors as of now: permissions may have changed.
pub async fn holding(db: &Db, sessions: &[SessionId], now: Timestamp) -> Result<Vec<(SessionId, Actor)>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT u.id, u.name, u.role, u.granted, u.revoked, settings.salon_name, settings.zone, settings.currency,
             s.id AS session, s.created_at AS since, s.seen_at,
             s.created_at AS token_since, true AS used, false AS retires
         FROM sessions s JOIN users u ON u.id = s.user_id CROSS JOIN settings
         WHERE s.id = ANY($1) AND s.ended_at IS NULL AND s.expires_at > $2 AND u.active",
    )
    .bind(sessions)
    .bind(now.to_sqlx())
    .fetch_all(db)
    .await?;
    let holding = rows.into_iter().filter(|row| row.holds(row.role, now));
    Ok(holding.map(|row| (row.session, staff::actor(row.id, row.name, row.role, &row.granted, &row.revoked))).collect())
}

impl Row {
    fn holds(&self, role: Role, now: Timestamp) -> bool {
        let (limits, age) = (Limits::of(role), |then: &jiff_sqlx::Timestamp| now.duration_since(then.to_jiff()));
        age(&self.seen_at) < limits.idle && age(&self.since) < limits.absolute
    }
}

/// Ends the session of a token and returns which one it was; `None` if it had ended before, or there is none. Other
/// sessions of the person continue.
pub async fn end_session(db: &Db, token: &Token, now: Timestamp) -> Result<Option<SessionId>> {
    let ended = sqlx::query_scalar(
        "UPDATE sessions SET ended_at = $2 FROM session_tokens t
         WHERE t.token_hash = $1 AND sessions.id = t.session_id AND ended_at IS NULL RETURNING sessions.id",
    );
    Ok(ended.bind(token.hash()).bind(now.to_sqlx()).fetch_optional(db).await?)
}

/// Ends all sessions of a person, except `but`.
pub(super) async fn end_all(
    executor: impl PgExecutor<'_>,
    user: UserId,
    but: Option<SessionId>,
    now: Timestamp,
) -> Result<()> {
    sqlx::query("UPDATE sessions SET ended_at = $3 WHERE user_id = $1 AND id IS DISTINCT FROM $2 AND ended_at IS NULL")
        .bind(user)
        .bind(but)
        .bind(now.to_sqlx())
        .execute(executor)
        .await?;
    Ok(())
}
