use cluster::{Cluster, Kind, Settings};
use domain::{
    Db,
    database::{PoolSettings, connect, migrate, options},
};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, postgres::PgConnectOptions};
use std::{
    env, process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tokio::sync::OnceCell;

/// One PostgreSQL per test process. It ends with the process, even if that is killed.
static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
static TEMPLATE: OnceCell<()> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// An empty database with the current schema for one test.
pub struct TestDb {
    /// Pool of connections, as the owner of the schema.
    pub pool: Db,
}

impl TestDb {
    /// Clones the template database, which is migrated once per process.
    pub async fn new() -> Self {
        let cluster = CLUSTER.get_or_init(start).await;
        TEMPLATE.get_or_init(|| make_template(cluster)).await;
        let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        run(cluster, &format!("CREATE DATABASE {name} TEMPLATE template_of_tests")).await;
        TestDb { pool: pool(address(cluster).database(&name)) }
    }

    /// Options to connect without the pool.
    pub fn options(&self) -> PgConnectOptions {
        (*self.pool.connect_options()).clone()
    }
}

async fn start() -> Cluster {
    let folder = env::temp_dir().join(format!("beauty-crm-tests-{}", process::id()));
    let settings = Settings { folder, binaries: None, kind: Kind::Temporary };
    Cluster::start(settings).await.expect("PostgreSQL for tests")
}

async fn make_template(cluster: &Cluster) {
    run(cluster, "CREATE DATABASE template_of_tests").await;
    let pool = pool(address(cluster).database("template_of_tests"));
    migrate(&pool).await.expect("migrations");
    // PostgreSQL refuses to clone a template with open connections.
    pool.close().await;
}

fn address(cluster: &Cluster) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass().socket(cluster.socket_folder()).port(5432).username(cluster.user())
}

fn pool(to: PgConnectOptions) -> Db {
    connect(to, PoolSettings { min: 0, max: 8, wait: Duration::from_secs(30) })
}

/// Runs a statement in the maintenance database `postgres`.
async fn run(cluster: &Cluster, statement: &str) {
    let mut connection = options(address(cluster).database("postgres")).connect().await.expect("a connection");
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.expect(statement);
    connection.close().await.expect("closing");
}
