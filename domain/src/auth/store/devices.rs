use super::session::end_all;
use crate::{
    Result,
    auth::{Device, DeviceName, Limits, SessionId},
    staff::Asker,
};
use jiff_sqlx::ToSqlx as _;

#[derive(sqlx::FromRow)]
struct Row {
    id: SessionId,
    user_agent: String,
    created_at: jiff_sqlx::Timestamp,
    seen_at: jiff_sqlx::Timestamp,
}

/// The live sessions of the actor: `current` first, then the most recently used.
pub async fn devices(asker: &Asker, current: SessionId) -> Result<Vec<Device>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT s.id, d.user_agent, s.created_at, s.seen_at FROM sessions s JOIN devices d ON d.id = s.device_id
         WHERE s.user_id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3
         ORDER BY s.id = $4 DESC, s.seen_at DESC",
    )
    .bind(asker.actor.id)
    .bind(asker.now.to_sqlx())
    .bind(asker.now.saturating_sub(Limits::of(asker.actor.role).idle).unwrap_or(asker.now).to_sqlx())
    .bind(current)
    .fetch_all(&asker.db)
    .await?;
    let device = |row: Row| {
        Ok(Device {
            session: row.id,
            name: DeviceName::of_user_agent(&row.user_agent),
            since: asker.salon.local(row.created_at.to_jiff())?,
            seen: asker.salon.local(row.seen_at.to_jiff())?,
            here: row.id == current,
        })
    };
    rows.into_iter().map(device).collect()
}

/// Ends one session of the actor. No effect on a session that has ended or belongs to somebody else.
pub async fn end_device(asker: &Asker, session: SessionId) -> Result<()> {
    sqlx::query("UPDATE sessions SET ended_at = $3 WHERE id = $2 AND user_id = $1 AND ended_at IS NULL")
        .bind(asker.actor.id)
        .bind(session)
        .bind(asker.now.to_sqlx())
        .execute(&asker.db)
        .await?;
    Ok(())
}

/// Ends all sessions of the actor except `current`.
pub async fn end_other_devices(asker: &Asker, current: SessionId) -> Result<()> {
    end_all(&asker.db, asker.actor.id, Some(current), asker.now).await
}
