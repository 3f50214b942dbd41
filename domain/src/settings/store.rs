use super::Salon;
use crate::{Db, Result};

/// The salon, as the process itself needs it; a request's comes with its session.
pub async fn salon(db: &Db) -> Result<Salon> {
    let (name, zone, currency) =
        sqlx::query_as("SELECT salon_name, zone, currency FROM settings").fetch_one(db).await?;
    Ok(Salon { name, zone, currency })
}

/// Which salon this is, among those that share what is outside the database.
pub async fn salon_key(db: &Db) -> Result<String> {
    Ok(sqlx::query_scalar("SELECT key FROM settings").fetch_one(db).await?)
}
