//! Loads demo data into an empty database.

use crate::config::Demo;
use app::context::now;
use demo::{Progress, Size, fill};
use domain::Db;
use jiff::tz::TimeZone;
use sqlx::{ConnectOptions as _, postgres::PgPoolOptions};
use std::time::Duration;

/// Password of all demo accounts.
pub const PASSWORD: &str = "salon-demo";
/// Local parts of demo logins that are printed at the start, one per role.
pub const ACCOUNTS: [&str; 7] = ["director", "admin", "manager", "sales", "marketer", "accountant", "master"];

/// Fixed, so that the demo salon is always the same.
const SEED: u64 = 2_026;
/// Interval of log messages about the progress.
const LOG_INTERVAL: Duration = Duration::from_secs(1);

/// Why demo data could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Hashing the password or checking the database failed.
    #[error("{0}")]
    Domain(#[from] domain::Error),
    /// Loading failed and was rolled back.
    #[error("demo data: {0}")]
    Fill(#[from] ::demo::Error),
}

/// Shuts all demo accounts of a salon's database: everybody knows their password. Returns their number.
pub async fn deactivate_accounts(db: &Db) -> Result<u32, Problem> {
    Ok(domain::auth::deactivate_demo_accounts(db, now()).await?)
}

/// Fills a database without clients, bookings and staff. Does nothing with others.
pub async fn fill_empty(db: &Db, wanted: Demo) -> Result<(), Problem> {
    let size = match wanted {
        Demo::S => Size::S,
        Demo::M => Size::M,
        Demo::L => Size::L,
        Demo::None => return Ok(()),
    };
    let empty: bool = sqlx::query_scalar(
        "SELECT NOT EXISTS (SELECT FROM bookings) AND NOT EXISTS (SELECT FROM clients) AND NOT EXISTS (SELECT FROM users)",
    )
    .fetch_one(db)
    .await
    .map_err(domain::Error::from)?;
    if !empty {
        return Ok(());
    }
    let password = domain::auth::hash_password(PASSWORD.to_owned()).await?;
    let zone: String =
        sqlx::query_scalar("SELECT zone FROM settings").fetch_one(db).await.map_err(domain::Error::from)?;
    let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
    tracing::info!(bookings = size.bookings(), "loading demo data");
    fill(&without_statement_logging(db), size, zone.to_datetime(now()).date(), SEED, &password, log_progress()).await?;
    tracing::info!("demo data are loaded");
    Ok(())
}

/// A pool without statement logging: sqlx would log the bulk statements as slow.
fn without_statement_logging(db: &Db) -> Db {
    let options = (*db.connect_options()).clone().disable_statement_logging();
    PgPoolOptions::new().max_connections(4).connect_lazy_with(options)
}

/// Logs the progress once per second and at each step.
fn log_progress() -> impl FnMut(Progress) {
    let mut last = None::<(String, std::time::Instant)>;
    move |progress| {
        let step = progress.step.to_string();
        let due = last.as_ref().is_none_or(|(logged, at)| *logged != step || at.elapsed() >= LOG_INTERVAL);
        if due {
            tracing::info!("demo data: {step} {} of {}", progress.done, progress.total);
            last = Some((step, std::time::Instant::now()));
        }
    }
}
