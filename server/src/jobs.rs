//! Background job: removes what has expired, every ten minutes.

use crate::database::Database;
use app::context::now;
use domain::{Db, Result, auth, bookings, database::within, events, notifications};
use std::time::{Duration, Instant};

const INTERVAL: Duration = Duration::from_secs(10 * 60);
/// Longest time that one run may take.
const LONGEST: Duration = Duration::from_secs(60);

async fn remove_expired(db: &Db) -> Result<()> {
    auth::remove_expired(db, now()).await?;
    bookings::remove_old_keys(db, now()).await?;
    events::remove_old_feed(db, now()).await?;
    notifications::remove_old(db, now()).await?;
    let deleted = bookings::remove_old_trash(db, now()).await?;
    if deleted > 0 {
        tracing::info!(deleted, "removed bookings that had been in the trash for 30 days");
    }
    Ok(())
}

/// Runs until the process ends. Several processes may run the jobs concurrently.
pub async fn run(database: Database) {
    loop {
        if let Err(error) = within(Instant::now() + LONGEST, remove_expired(&database.pool)).await {
            // The next run removes it.
            tracing::warn!(%error, "expired data could not be removed");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
