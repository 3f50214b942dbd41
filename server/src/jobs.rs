//! What the process does by itself, again and again.

use crate::database::Database;
use app::context::now;
use domain::{Db, Result, auth, bookings, events, notifications};
use std::time::Duration;

const PAUSE: Duration = Duration::from_secs(10 * 60);

async fn remove(db: &Db) -> Result<()> {
    auth::remove_expired(db, now()).await?;
    bookings::remove_old_keys(db, now()).await?;
    events::remove_old_feed(db, now()).await?;
    notifications::remove_old(db, now()).await?;
    let gone = bookings::remove_old_trash(db, now()).await?;
    if gone > 0 {
        tracing::info!(gone, "bookings had lain in the trash for 30 days");
    }
    Ok(())
}

/// Runs for ever. Several processes may: what one has removed, another does not find.
pub async fn run(database: Database) {
    loop {
        if let Err(error) = remove(&database.pool).await {
            // The next time will find it too.
            tracing::warn!(%error, "what ran out could not be removed");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
