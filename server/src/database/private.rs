use super::Problem;
use crate::config::Config;
use cluster::{Cluster, Kind, Settings};
use sqlx::{ConnectOptions as _, Connection as _, postgres::PgConnectOptions};

/// The salon's database in the private PostgreSQL.
const NAME: &str = "beauty_crm";

/// The salon's own PostgreSQL, below the data folder.
pub struct Private(Cluster);

impl Private {
    /// Starts it, or finds it running.
    pub async fn start(config: &Config) -> Result<Self, Problem> {
        let settings =
            Settings { folder: config.data_dir.clone(), binaries: config.postgres_bin.clone(), kind: Kind::Persistent };
        Ok(Private(Cluster::start(settings).await?))
    }

    /// How to connect to it.
    pub fn options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.0.socket_folder())
            .port(5432)
            .username(self.0.user())
            .database(NAME)
    }

    /// Makes its database where that is missing.
    pub async fn make_database(&self) -> Result<(), Problem> {
        let mut connection = self.options().database("postgres").connect().await?;
        let exists: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
            .bind(NAME)
            .fetch_one(&mut connection)
            .await?;
        if !exists {
            sqlx::query("CREATE DATABASE beauty_crm").execute(&mut connection).await?;
        }
        Ok(connection.close().await?)
    }

    /// Stops it, having waited for what it was doing.
    pub async fn stop(self) {
        if let Err(problem) = self.0.stop().await {
            tracing::error!(%problem, "the private database did not stop cleanly");
        }
    }
}
