use super::{Db, phones::read_phones_again, role::make_role};
use sqlx::{Connection as _, PgConnection, migrate::Migrator};
use std::time::Duration;

static MIGRATIONS: Migrator = Migrator { locking: false, ..sqlx::migrate!("../migrations") };

/// Key of the advisory lock, the same in every process of one salon: "beauty" in ASCII.
const LOCK: i64 = 0x6265_6175_7479;

const POLL: Duration = Duration::from_millis(200);

/// Why the schema could not be migrated.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The database could not be reached, or failed outside a migration.
    #[error("the database did not answer: {0}")]
    Database(#[from] sqlx::Error),
    /// A migration failed, or a newer version of the program migrated the database.
    #[error("the schema could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// Applies pending migrations. Returns whether the application has its own database role ([`super::ROLE`]).
///
/// When several processes start at once, one migrates and the others wait.
///
/// The lock is polled: a session that waits inside `pg_advisory_lock` holds a snapshot, and a `CREATE INDEX
/// CONCURRENTLY` of the lock's holder would wait for that snapshot: a deadlock.
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
        let before = applied(&mut connection).await?;
        MIGRATIONS.run_direct(None, &mut connection, false).await?;
        read_phones_again(&mut connection).await?;
        if applied(&mut connection).await? > before {
            // A rewritten table has neither statistics nor pages known to be visible to all, which index-only scans need.
            sqlx::query("VACUUM (ANALYZE) bookings, clients, services").execute(&mut connection).await?;
        }
        Ok(make_role(&mut connection).await?)
    };
    let outcome: Result<bool, MigrationError> = outcome.await;
    // Closing the connection releases the lock, whether or not the migrations succeeded.
    connection.close().await?;
    outcome
}

/// The number of applied migrations.
async fn applied(connection: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let table = "SELECT to_regclass('_sqlx_migrations') IS NOT NULL";
    if !sqlx::query_scalar::<_, bool>(table).fetch_one(&mut *connection).await? {
        return Ok(0);
    }
    sqlx::query_scalar("SELECT count(*) FROM _sqlx_migrations").fetch_one(connection).await
}

/// Whether the database has this program's latest migration, or a newer one.
pub async fn is_current(db: &Db) -> Result<bool, sqlx::Error> {
    let Some(last) = MIGRATIONS.iter().map(|migration| migration.version).max() else { return Ok(true) };
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM _sqlx_migrations WHERE version >= $1 AND success)")
        .bind(last)
        .fetch_one(db)
        .await
}
