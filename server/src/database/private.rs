use super::Problem;
use crate::config::Config;
use cluster::{Cluster, Kind, Settings};
use std::time::Duration;

use sqlx::{ConnectOptions as _, Connection as _, postgres::PgConnectOptions};

const NAME: &str = "beauty_crm";

/// The private PostgreSQL in the data folder.
pub struct PrivateDatabase(Cluster);

impl PrivateDatabase {
    /// Starts PostgreSQL, or adopts a running one.
    pub async fn start(config: &Config) -> Result<Self, Problem> {
        let settings =
            Settings { folder: config.data_dir.clone(), binaries: config.postgres_bin.clone(), kind: Kind::Persistent };
        Ok(PrivateDatabase(Cluster::start(settings).await?))
    }

    /// Options to connect to the database.
    pub fn options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.0.socket_folder())
            .port(5432)
            .username(self.0.user())
            .database(NAME)
    }

    /// Creates the database if it does not exist.
    pub async fn create_database(&self) -> Result<(), Problem> {
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

    /// Stops PostgreSQL within `patience` and logs an error.
    pub async fn stop(self, patience: Duration) {
        if let Err(problem) = self.0.stop_within(patience).await {
            tracing::error!(%problem, "the private database did not stop cleanly");
        }
    }
}
