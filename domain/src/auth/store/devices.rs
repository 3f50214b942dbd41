use super::{Signed, session::end_all};
use crate::{
    Db, Result,
    auth::{Device, DeviceName, Limits, SessionId},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

#[derive(sqlx::FromRow)]
struct Row {
    id: SessionId,
    user_agent: String,
    created_at: jiff_sqlx::Timestamp,
    seen_at: jiff_sqlx::Timestamp,
}

/// The live sessions of the actor: the current one first, then the most recently used.
pub async fn devices(db: &Db, who: &Signed, now: Timestamp) -> Result<Vec<Device>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT s.id, d.user_agent, s.created_at, s.seen_at FROM sessions s JOIN devices d ON d.id = s.device_id
         WHERE s.user_id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3
         ORDER BY s.id = $4 DESC, s.seen_at DESC",
    )
    .bind(who.actor.id)
    .bind(now.to_sqlx())
    .bind(now.saturating_sub(Limits::of(who.actor.role).idle).unwrap_or(now).to_sqlx())
    .bind(who.session)
    .fetch_all(db)
    .await?;
    let device = |row: Row| {
        Ok(Device {
            session: row.id,
            name: DeviceName::of_user_agent(&row.user_agent),
            since: who.salon.local(row.created_at.to_jiff())?,
            seen: who.salon.local(row.seen_at.to_jiff())?,
            here: row.id == who.session,
        })
    };
    rows.into_iter().map(device).collect()
}

/// Ends one session of the actor. No effect on a session that has ended or belongs to somebody else.
pub async fn end_device(db: &Db, who: &Signed, session: SessionId, now: Timestamp) -> Result<()> {
    sqlx::query("UPDATE sessions SET ended_at = $3 WHERE id = $2 AND user_id = $1 AND ended_at IS NULL")
        .bind(who.actor.id)
        .bind(session)
        .bind(now.to_sqlx())
        .execute(db)
        .await?;
    Ok(())
}

/// Ends all sessions of the actor except the current one.
pub async fn end_other_devices(db: &Db, who: &Signed, now: Timestamp) -> Result<()> {
    end_all(db, who.actor.id, Some(who.session), now).await
}
