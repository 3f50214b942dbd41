//! What the process does by itself, again and again.

use crate::database::Database;
use app::context::now;
use domain::auth;
use std::time::Duration;

const PAUSE: Duration = Duration::from_secs(10 * 60);

/// Runs for ever. Several processes may: what one has removed, another does not find.
pub async fn run(database: Database) {
    loop {
        if let Err(error) = auth::remove_expired(&database.pool, now()).await {
            // The next time will find it too.
            tracing::warn!(%error, "what ran out could not be removed");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
