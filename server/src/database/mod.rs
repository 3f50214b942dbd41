//! The database of the process: found or started, brought up to date, filled if asked, and again whenever it was away
//! at first. The server listens meanwhile.

pub mod demo;
mod private;

use crate::config::{Config, Demo};
use domain::{
    Db,
    database::{MigrationError, PoolSettings, ROLE, connect, migrate},
};
use private::Private;
use sqlx::postgres::PgConnectOptions;
use std::{
    str::FromStr as _,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Between two tries to reach a database that is away.
const PAUSE: Duration = Duration::from_secs(1);

/// The pool, and whether its database is ready for requests.
#[derive(Clone)]
pub struct Database {
    /// Connects when used.
    pub pool: Db,
    prepared: Arc<AtomicBool>,
}

/// What the pool's statements may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorksAs {
    /// What the application does.
    Application,
    /// Anything.
    Owner,
}

/// Why the process has no database, in words for whoever runs it.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The private one could not be started.
    #[error("{0}")]
    Cluster(#[from] cluster::Error),
    /// `DATABASE_URL` says nothing sensible. Its value stays unsaid: it may hold a password.
    #[error("DATABASE_URL is not a database's address, like postgres://user@host/database")]
    Address,
    /// It does not answer, or refuses.
    #[error("the database: {0}")]
    Sql(#[from] sqlx::Error),
    /// Its schema could not be brought up to date.
    #[error("{0}")]
    Migration(#[from] MigrationError),
    /// Demo data could not be loaded.
    #[error("{0}")]
    Demo(#[from] demo::Problem),
}

impl Database {
    /// A database that is not there yet.
    pub fn absent(config: &Config) -> Self {
        let nowhere = PgConnectOptions::new_without_pgpass();
        Database { pool: connect(nowhere, config.pool()), prepared: Arc::default() }
    }

    /// A database that a test has made.
    pub fn of_test(pool: Db) -> Self {
        Database { pool, prepared: Arc::new(AtomicBool::new(true)) }
    }

    /// Whether requests may use it; they are answered 503 until then.
    pub fn is_prepared(&self) -> bool {
        self.prepared.load(Ordering::Acquire)
    }

    /// Finds or starts the database and brings it up to date; then the pool works as the application, or, for commands
    /// that fill tables, as who made the schema. The private database, if that is it, ends with `stop`.
    ///
    /// Only what trying again cannot mend is an error: another server on the same folder, a missing PostgreSQL.
    pub async fn prepare(&self, config: &Config, works_as: WorksAs) -> Result<Option<Private>, Problem> {
        let (options, private) = match &config.database_url {
            Some(url) => (address(url)?, None),
            None => {
                let private = Private::start(config).await?;
                (private.options(), Some(private))
            }
        };
        let owner = connect(options.clone(), PoolSettings { min: 0, max: 4, ..config.pool() });
        let has_role = loop {
            let problem = match bring_up_to_date(&owner, private.as_ref(), config.demo).await {
                Ok(has_role) => break has_role,
                Err(problem) => problem,
            };
            if !problem.is_passing() {
                if let Some(private) = private {
                    private.stop().await;
                }
                return Err(problem);
            }
            tracing::warn!(%problem, "the database is not ready; trying again");
            tokio::time::sleep(PAUSE).await;
        };
        owner.close().await;
        let options = match works_as {
            WorksAs::Application if has_role => options.options([("role", ROLE)]),
            WorksAs::Application | WorksAs::Owner => options,
        };
        self.pool.set_connect_options(domain::database::options(options));
        self.prepared.store(true, Ordering::Release);
        Ok(private)
    }
}

/// Answers whether the application has a role of its own.
async fn bring_up_to_date(owner: &Db, private: Option<&Private>, wanted: Demo) -> Result<bool, Problem> {
    if let Some(private) = private {
        private.make_database().await?;
    }
    let has_role = migrate(owner).await?;
    demo::fill_empty(owner, wanted).await?;
    Ok(has_role)
}

/// sqlx reads any scheme as PostgreSQL's.
fn address(url: &str) -> Result<PgConnectOptions, Problem> {
    let ours = url.starts_with("postgres://") || url.starts_with("postgresql://");
    ours.then(|| PgConnectOptions::from_str(url).ok()).flatten().ok_or(Problem::Address)
}

impl Problem {
    /// Whether trying again may help.
    fn is_passing(&self) -> bool {
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
