//! Demo data: staff, clients and bookings of a made-up salon.

use crate::config::Demo;
use app::context::now;
use demo::{Progress, Size, fill};
use domain::Db;
use jiff::tz::TimeZone;
use sqlx::{ConnectOptions as _, postgres::PgPoolOptions};
use std::time::Duration;

/// Password of all demo accounts.
pub const PASSWORD: &str = "salon-demo";
/// Logins of the demo accounts that the start prints, one for each role.
pub const ACCOUNTS: [&str; 7] = ["director", "admin", "manager", "sales", "marketer", "accountant", "master"];
/// What all demo logins end with; no real address can (RFC 2606).
pub const DOMAIN: &str = "@salon.test";

/// The same salon each time.
const SEED: u64 = 2_026;
/// Loading a million rows ends; that a log line is due is not a reason to wait longer for the next.
const SAY_EVERY: Duration = Duration::from_secs(1);

/// Why there are no demo data.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Hashing the password, or asking whether the database is empty, failed.
    #[error("{0}")]
    Domain(#[from] domain::Error),
    /// Loading failed; nothing was loaded.
    #[error("demo data: {0}")]
    Fill(#[from] ::demo::Error),
}

/// Whether somebody signs in with a demo account.
pub fn is_account(login: &str) -> bool {
    login.trim().to_lowercase().ends_with(DOMAIN)
}

/// Fills a database that has neither clients nor bookings nor staff. Any other is left as it is.
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
    fill(&quiet(db), size, zone.to_datetime(now()).date(), SEED, &password, say()).await?;
    tracing::info!("demo data are loaded");
    Ok(())
}

/// Statements that load a million rows are slow and no news: not logged one by one.
fn quiet(db: &Db) -> Db {
    let options = (*db.connect_options()).clone().disable_statement_logging();
    PgPoolOptions::new().max_connections(4).connect_lazy_with(options)
}

/// Tells how far the loading is: once a second, and at each step.
fn say() -> impl FnMut(Progress) {
    let mut last = None::<(String, std::time::Instant)>;
    move |progress| {
        let step = progress.step.to_string();
        let due = last.as_ref().is_none_or(|(said, at)| *said != step || at.elapsed() >= SAY_EVERY);
        if due {
            tracing::info!("demo data: {step} {} of {}", progress.done, progress.total);
            last = Some((step, std::time::Instant::now()));
        }
    }
}
