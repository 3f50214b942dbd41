//! Connection pool, migrations and roles of PostgreSQL.

mod audit;
mod migrations;
mod phones;
mod pool;
mod role;
mod silence;

pub use audit::miscounts;
pub use migrations::{MigrationError, is_current, migrate};
pub use pool::{PoolSettings, application_options, connect, options};
pub use role::ROLE;
pub use silence::within;

/// A pool of connections to the salon's database.
pub type Db = sqlx::PgPool;
