//! Preparation of the database: start or connect, migrate, optionally load demo data, and retry after outages. The
//! server listens meanwhile.

pub mod demo;
mod private;

use crate::config::Config;
use domain::{
    Db,
    database::{MigrationError, PoolSettings, ROLE, application_options, connect, migrate},
};
use private::PrivateDatabase;
use sqlx::postgres::PgConnectOptions;
use std::{
    str::FromStr as _,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

/// Longest wait for a private database that is stopped because of a problem, or after a command.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(30);
/// Delay between attempts to connect.
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// The connection pool, and whether the database is prepared.
#[derive(Clone)]
pub struct Database {
    /// Connects when it is first used, and again after an outage.
    pub pool: Db,
    prepared: Arc<AtomicBool>,
    demo_accounts: Arc<AtomicU32>,
}

/// PostgreSQL role of the pool's connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseRole {
    /// The application's role, with limited privileges.
    Application,
    /// The role that owns the schema.
    Owner,
}

/// Why the database could not be prepared, as a message for the administrator.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The private PostgreSQL could not be started.
    #[error("{0}")]
    Cluster(#[from] cluster::Error),
    /// `DATABASE_URL` is invalid. The message omits the value, which may include a password.
    #[error("DATABASE_URL is not a database's address, like postgres://user@host/database")]
    Address,
    /// The database cannot be reached, or returned an error.
    #[error("the database: {0}")]
    Sql(#[from] sqlx::Error),
    /// A migration failed, or the schema is of a newer version of the program.
    #[error("{0}")]
    Migration(#[from] MigrationError),
    /// Demo data could not be loaded.
    #[error("{0}")]
    Demo(#[from] demo::Problem),
}

impl Database {
    /// A pool without connection options; [`Database::prepare`] sets them.
    pub fn disconnected(config: &Config) -> Self {
        let nowhere = PgConnectOptions::new_without_pgpass();
        Database { pool: connect(nowhere, config.pool()), prepared: Arc::default(), demo_accounts: Arc::default() }
    }

    /// A database that a test has prepared.
    pub fn of_test(pool: Db) -> Self {
        Database { pool, prepared: Arc::new(AtomicBool::new(true)), demo_accounts: Arc::default() }
    }

    /// Whether the database is prepared. Until then requests are answered with status 503.
    pub fn is_prepared(&self) -> bool {
        self.prepared.load(Ordering::Acquire)
    }

    /// The number of demo accounts that were found, and shut, in production.
    pub fn demo_accounts(&self) -> u32 {
        self.demo_accounts.load(Ordering::Relaxed)
    }

    /// Connects to the database or starts the private one, migrates it, and sets the pool's connection options. The caller
    /// stops the returned private database.
    ///
    /// Retries after outages. Only permanent problems are errors, like a missing PostgreSQL.
    pub async fn prepare(&self, config: &Config, role: DatabaseRole) -> Result<Option<PrivateDatabase>, Problem> {
        let (options, private) = match &config.database_url {
            Some(url) => (address(url)?, None),
            None => {
                let private = PrivateDatabase::start(config).await?;
                (private.options(), Some(private))
            }
        };
        let owner = connect(options.clone(), PoolSettings { min: 0, max: 4, ..config.pool() });
        let has_role = loop {
            let problem = match self.bring_up_to_date(&owner, private.as_ref(), config).await {
                Ok(has_role) => break has_role,
                Err(problem) => problem,
            };
            if !problem.is_transient() {
                if let Some(private) = private {
                    private.stop(STOP_TIMEOUT).await;
                }
                return Err(problem);
            }
            tracing::warn!(%problem, "the database is not ready; trying again");
            tokio::time::sleep(RETRY_DELAY).await;
        };
        owner.close().await;
        let options = match role {
            DatabaseRole::Application if has_role => application_options(options).options([("role", ROLE)]),
            DatabaseRole::Application => application_options(options),
            DatabaseRole::Owner => domain::database::options(options),
        };
        self.pool.set_connect_options(options);
        self.prepared.store(true, Ordering::Release);
        Ok(private)
    }

    /// Returns whether the application's role exists.
    async fn bring_up_to_date(
        &self,
        owner: &Db,
        private: Option<&PrivateDatabase>,
        config: &Config,
    ) -> Result<bool, Problem> {
        if let Some(private) = private {
            private.create_database().await?;
        }
        let has_role = migrate(owner).await?;
        demo::fill_empty(owner, config.demo).await?;
        if config.is_production() {
            let accounts = demo::deactivate_accounts(owner).await?;
            if accounts > 0 {
                tracing::error!(accounts, "this database has demo data; its demo accounts are shut");
            }
            self.demo_accounts.store(accounts, Ordering::Relaxed);
        }
        Ok(has_role)
    }
}

/// Checks the scheme because sqlx accepts any.
fn address(url: &str) -> Result<PgConnectOptions, Problem> {
    let is_postgres = url.starts_with("postgres://") || url.starts_with("postgresql://");
    is_postgres.then(|| PgConnectOptions::from_str(url).ok()).flatten().ok_or(Problem::Address)
}

impl Problem {
    /// Whether a retry may succeed.
    fn is_transient(&self) -> bool {
        match self {
            Problem::Sql(error) | Problem::Migration(MigrationError::Database(error)) => is_outage(error),
            Problem::Migration(MigrationError::Migration(sqlx::migrate::MigrateError::Execute(error))) => {
                is_outage(error)
            }
            Problem::Demo(demo::Problem::Domain(domain::Error::Unavailable)) => true,
            Problem::Demo(demo::Problem::Fill(::demo::Error::Database(error))) => is_outage(error),
            _ => false,
        }
    }
}

fn is_outage(error: &sqlx::Error) -> bool {
    domain::Error::is_outage(error)
}
