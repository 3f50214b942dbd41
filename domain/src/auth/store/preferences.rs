use crate::{
    Db, Result,
    auth::{SessionId, Token},
    staff::{Asker, UserId},
};

/// Display preferences of a person on one device; the values are those of the cookies `language` and `theme`.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Looks {
    /// Language code: `ru`, `en` or `ar`. `None` when never chosen.
    pub language: Option<String>,
    /// Theme: `auto`, `light` or `dark`. `None` when never chosen.
    pub theme: Option<String>,
}

/// Stores the preferences for the device of the session; a value of `None` leaves the stored one.
pub async fn keep_looks(asker: &Asker, session: SessionId, looks: &Looks) -> Result<()> {
    if *looks == Looks::default() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO looks AS l (user_id, device_id, language, theme)
         SELECT $1, device_id, $3, $4 FROM sessions WHERE id = $2
         ON CONFLICT (user_id, device_id) DO UPDATE SET
             language = coalesce($3, l.language), theme = coalesce($4, l.theme), chosen_at = now()",
    )
    .bind(asker.actor.id)
    .bind(session)
    .bind(&looks.language)
    .bind(&looks.theme)
    .execute(&asker.db)
    .await?;
    Ok(())
}

/// The preferences for a device. A value that was never chosen there is the one chosen last on another device.
pub(super) async fn looks(db: &Db, user: UserId, device: &Token) -> Result<Looks> {
    let found = sqlx::query_as(
        "WITH chosen AS (
             SELECT l.language, l.theme, row_number() OVER (ORDER BY d.token_hash = $2 DESC, l.chosen_at DESC) AS place
             FROM looks l JOIN devices d ON d.id = l.device_id WHERE l.user_id = $1)
         SELECT (SELECT language FROM chosen WHERE language IS NOT NULL ORDER BY place LIMIT 1) AS language,
             (SELECT theme FROM chosen WHERE theme IS NOT NULL ORDER BY place LIMIT 1) AS theme",
    );
    Ok(found.bind(user).bind(device.hash()).fetch_one(db).await?)
}
