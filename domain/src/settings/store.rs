use super::Salon;
use crate::{Db, Result};

/// Loads the salon's settings for background work; a request has them from its session.
pub async fn salon(db: &Db) -> Result<Salon> {
    let (name, zone, currency) =
        sqlx::query_as("SELECT salon_name, zone, currency FROM settings").fetch_one(db).await?;
    Ok(Salon { name, zone, currency })
}

/// Unique key of the salon, for namespacing what several salons may share outside the database (Redis).
pub async fn salon_key(db: &Db) -> Result<String> {
    Ok(sqlx::query_scalar("SELECT key FROM settings").fetch_one(db).await?)
}
