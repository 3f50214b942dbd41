use super::{Durations, filling};
use crate::{BenchResult, arguments::Arguments, memory};
use cluster::{Cluster, Kind, Settings};
use demo::Size;
use domain::{
    Db,
    database::{PoolSettings, connect},
};
use sqlx::{ConnectOptions as _, Connection as _, postgres::PgConnectOptions};
use std::{env, fs, path::PathBuf, process, time::Duration};

/// Database with the demo data. Measurements do not change it.
const NAME: &str = "beauty_crm";
/// Copy for measurements that write.
const COPY: &str = "beauty_crm_copy";

/// A private PostgreSQL with the bookings of one size.
pub struct FilledSalon {
    cluster: Cluster,
    /// Folder that [`FilledSalon::close`] removes.
    temporary: Option<PathBuf>,
}

impl FilledSalon {
    /// Starts PostgreSQL and fills the database if it is empty.
    pub async fn open(size: Size, arguments: &Arguments) -> BenchResult<Self> {
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

    /// A pool with the server's settings but two connections at most.
    pub fn pool(&self) -> Db {
        connect(self.address(NAME), PoolSettings { min: 0, max: 2, wait: Duration::from_secs(30) })
    }

    /// A pool of one connection on which PostgreSQL logs durations. Only one because a statement's plan depends on how
    /// often the connection has executed it.
    pub fn timed(&self) -> Db {
        let timed = self.address(NAME).options(Durations::SETTINGS);
        connect(timed, PoolSettings { min: 0, max: 1, wait: Duration::from_secs(30) })
    }

    /// Copies the database so that later measurements find the same bookings. The database must have no connections.
    pub async fn make_copy(&self) -> BenchResult<()> {
        self.drop_copy().await?;
        // Copying files is faster than writing the copy to the WAL.
        self.execute_outside("CREATE DATABASE beauty_crm_copy TEMPLATE beauty_crm STRATEGY file_copy").await?;
        self.execute_outside("CHECKPOINT").await
    }

    /// Drops the copy if it exists.
    pub async fn drop_copy(&self) -> BenchResult<()> {
        self.execute_outside("DROP DATABASE IF EXISTS beauty_crm_copy").await
    }

    /// A pool of connections to the copy.
    pub fn copy(&self) -> Db {
        connect(self.address(COPY), PoolSettings { min: 0, max: 2, wait: Duration::from_secs(30) })
    }

    /// `DATABASE_URL` of the database.
    pub fn url(&self) -> String {
        self.url_of(NAME)
    }

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

    /// Process id of PostgreSQL's main process, the parent of each backend.
    pub async fn postmaster(&self) -> BenchResult<u32> {
        let mut connection = self.address(NAME).connect().await?;
        let process: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut connection).await?;
        let postmaster = memory::parent(process.try_into()?);
        connection.close().await?;
        postmaster.ok_or_else(|| "PostgreSQL's process is not to be seen".into())
    }

    /// Executes a statement in the maintenance database `postgres`.
    pub(super) async fn execute_outside(&self, statement: &'static str) -> BenchResult<()> {
        let mut connection = self.address("postgres").connect().await?;
        sqlx::query(statement).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// Stops PostgreSQL and removes its folder unless `--dir` keeps it.
    pub async fn close(self) -> BenchResult<()> {
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
