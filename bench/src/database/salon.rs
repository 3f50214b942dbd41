use super::{Durations, filling};
use crate::{Outcome, arguments::Arguments, memory};
use cluster::{Cluster, Kind, Settings};
use demo::Size;
use domain::{
    Db,
    database::{PoolSettings, connect},
};
use sqlx::{ConnectOptions as _, Connection as _, postgres::PgConnectOptions};
use std::{env, fs, path::PathBuf, process, time::Duration};

/// The salon's database in its private PostgreSQL.
const NAME: &str = "beauty_crm";
/// What is written to in its place.
const COPY: &str = "beauty_crm_copy";

/// A private PostgreSQL with the bookings of one size.
pub struct FilledSalon {
    cluster: Cluster,
    /// To be deleted at the end.
    temporary: Option<PathBuf>,
}

impl FilledSalon {
    /// Starts it, and fills it where it is empty.
    pub async fn open(size: Size, arguments: &Arguments) -> Outcome<Self> {
        let (folder, temporary) = match &arguments.dir {
            Some(kept) => (kept.join(format!("{size:?}")), None),
            None => {
                let folder = env::temp_dir().join(format!("beauty-crm-bench-{}-{size:?}", process::id()));
                (folder.clone(), Some(folder))
            }
        };
        let settings = Settings { folder, binaries: arguments.postgres_bin.clone(), kind: Kind::Persistent };
        let salon = FilledSalon { cluster: Cluster::start(settings).await?, temporary };
        match filling::prepare(&salon, size).await {
            Ok(()) => Ok(salon),
            Err(problem) => {
                salon.close().await?;
                Err(problem)
            }
        }
    }

    /// Connections like the server's; one after the other uses them.
    pub fn pool(&self) -> Db {
        connect(self.address(NAME), PoolSettings { min: 0, max: 2, wait: Duration::from_secs(30) })
    }

    /// One connection like the server's, on which PostgreSQL times each statement. Only one: a statement's plan depends
    /// on how often its connection has run it.
    pub fn timed(&self) -> Db {
        let timed = self.address(NAME).options(Durations::SETTINGS);
        connect(timed, PoolSettings { min: 0, max: 1, wait: Duration::from_secs(30) })
    }

    /// Copies the database, for what writes: whatever is measured later finds the same bookings. Nobody may be connected.
    pub async fn make_copy(&self) -> Outcome<()> {
        self.drop_copy().await?;
        // The files as they are, not a log of them.
        self.administer("CREATE DATABASE beauty_crm_copy TEMPLATE beauty_crm STRATEGY file_copy").await?;
        self.administer("CHECKPOINT").await
    }

    /// Drops the copy, where there is one.
    pub async fn drop_copy(&self) -> Outcome<()> {
        self.administer("DROP DATABASE IF EXISTS beauty_crm_copy").await
    }

    /// Connections to the copy.
    pub fn copy(&self) -> Db {
        connect(self.address(COPY), PoolSettings { min: 0, max: 2, wait: Duration::from_secs(30) })
    }

    /// The database for a program's `DATABASE_URL`.
    pub fn url(&self) -> String {
        self.url_of(NAME)
    }

    /// The copy for a program's `DATABASE_URL`.
    pub fn copy_url(&self) -> String {
        self.url_of(COPY)
    }

    fn url_of(&self, database: &str) -> String {
        let mut folder = String::new();
        for byte in self.cluster.socket_folder().to_string_lossy().bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => folder.push(byte.into()),
                _ => folder += &format!("%{byte:02X}"),
            }
        }
        format!("postgres://{}@localhost/{database}?host={folder}", self.cluster.user())
    }

    /// The process of its PostgreSQL: the parent of any connection's.
    pub async fn postmaster(&self) -> Outcome<u32> {
        let mut connection = self.address(NAME).connect().await?;
        let process: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut connection).await?;
        let postmaster = memory::parent(process.try_into()?);
        connection.close().await?;
        postmaster.ok_or_else(|| "PostgreSQL's process is not to be seen".into())
    }

    /// Runs statements that belong to no database of ours.
    pub(super) async fn administer(&self, statement: &'static str) -> Outcome<()> {
        let mut connection = self.address("postgres").connect().await?;
        sqlx::query(statement).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// Stops PostgreSQL, and deletes what nobody has asked to keep.
    pub async fn close(self) -> Outcome<()> {
        self.cluster.stop().await?;
        if let Some(folder) = self.temporary {
            fs::remove_dir_all(folder)?;
        }
        Ok(())
    }

    fn address(&self, database: &str) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.cluster.socket_folder())
            .port(5432)
            .username(self.cluster.user())
            .database(database)
    }
}
