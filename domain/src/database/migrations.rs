use super::{Db, role::make_role};
use sqlx::{Connection as _, migrate::Migrator};
use std::time::Duration;

static MIGRATIONS: Migrator = Migrator { locking: false, ..sqlx::migrate!("../migrations") };

/// Any number, the same in every process of one salon: "beauty" in ASCII.
const LOCK: i64 = 0x6265_6175_7479;

const POLL: Duration = Duration::from_millis(200);

/// The schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The database is away.
    #[error("the database did not answer: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed, or the database was made by a newer program.
    #[error("the schema could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// Brings the schema up to date, and answers whether the application has a role of its own on it ([`super::ROLE`]).
///
/// Several processes may start at once: one migrates, the others wait.
///
/// The lock is polled: a session that waits inside `pg_advisory_lock` holds a snapshot, for which a
/// `CREATE INDEX CONCURRENTLY` of the lock's holder would wait in turn, for ever.
pub async fn migrate(db: &Db) -> Result<bool, MigrationError> {
    let mut connection = db.acquire().await?.detach();
    while !sqlx::query_scalar::<_, bool>("SELECT pg_try_advisory_lock($1)")
        .bind(LOCK)
        .fetch_one(&mut connection)
        .await?
    {
        tokio::time::sleep(POLL).await;
    }
    let outcome = async {
        MIGRATIONS.run_direct(None, &mut connection, false).await?;
        Ok(make_role(&mut connection).await?)
    };
    let outcome: Result<bool, MigrationError> = outcome.await;
    // Closing the connection gives the lock back, whatever became of the migrations.
    connection.close().await?;
    outcome
}

/// Whether the database has this program's last migration.
pub async fn is_current(db: &Db) -> Result<bool, sqlx::Error> {
    let Some(last) = MIGRATIONS.iter().map(|migration| migration.version).max() else { return Ok(true) };
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM _sqlx_migrations WHERE version >= $1 AND success)")
        .bind(last)
        .fetch_one(db)
        .await
}
