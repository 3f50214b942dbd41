//! The connection to PostgreSQL and the schema's migrations.

mod migrations;
mod pool;

pub use migrations::{MigrationError, is_current, migrate};
pub use pool::{PoolSettings, connect, options};

/// A pool of connections to the salon's database.
pub type Db = sqlx::PgPool;
