use super::FilledSalon;
use crate::BenchResult;
use demo::{Progress, Size, fill};
use domain::{
    Db,
    bookings::remove_old_trash,
    database::{MigrationError, migrate},
};
use jiff::{Timestamp, tz::TimeZone};
use std::{
    io::{IsTerminal as _, Write as _},
    time::Instant,
};

/// Password of all demo accounts.
pub const PASSWORD: &str = "salon-demo";

/// The same as of `bin/run`, which shows the same salon.
const SEED: u64 = 2_026;

/// Creates or reuses a database with the current schema and the bookings of this size, and vacuums it.
pub async fn prepare(salon: &FilledSalon, size: Size) -> BenchResult<()> {
    create_database(salon).await?;
    let mut db = salon.pool();
    if let Err(MigrationError::Migration(problem)) = migrate(&db).await {
        eprintln!("{size:?}: the kept database is of another schema ({problem}) and is made anew");
        db.close().await;
        salon.execute_outside("DROP DATABASE beauty_crm").await?;
        create_database(salon).await?;
        db = salon.pool();
        migrate(&db).await?;
    }
    let bookings: i64 = sqlx::query_scalar("SELECT count(*) FROM bookings").fetch_one(&db).await?;
    if bookings == 0 {
        load(&db, size).await?;
    } else if !(i64::from(size.bookings()) * 99 / 100..=size.bookings().into()).contains(&bookings) {
        return Err(format!("the database kept for {size:?} has {bookings} bookings: delete its folder").into());
    }
    vacuum_and_checkpoint(&db).await?;
    db.close().await;
    Ok(())
}

async fn create_database(salon: &FilledSalon) -> BenchResult<()> {
    match salon.execute_outside("CREATE DATABASE beauty_crm").await {
        Err(problem) if !is_duplicate_database(&*problem) => Err(problem),
        _ => Ok(()),
    }
}

fn is_duplicate_database(problem: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    let code = problem.downcast_ref::<sqlx::Error>().and_then(|problem| problem.as_database_error()?.code());
    code.as_deref() == Some("42P04") // duplicate_database
}

async fn load(db: &Db, size: Size) -> BenchResult<()> {
    let start = Instant::now();
    let password = domain::auth::hash_password(PASSWORD.to_owned()).await?;
    let zone: String = sqlx::query_scalar("SELECT zone FROM settings").fetch_one(db).await?;
    let today = TimeZone::get(&zone)?.to_datetime(Timestamp::now()).date();
    fill(db, size, today, SEED, &password, print_progress(size)).await?;
    eprintln!("{size:?}: filled in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Rewrites one line of the terminal; prints nothing if stderr is not a terminal.
fn print_progress(size: Size) -> impl FnMut(Progress) {
    let watched = std::io::stderr().is_terminal();
    move |progress| {
        if watched {
            eprint!("\r\x1b[K{size:?}: {} {} of {}\r", progress.step, progress.done, progress.total);
            // A failed flush only delays the progress line.
            let _ = std::io::stderr().flush();
        }
    }
}

/// Maintenance that PostgreSQL and the server would otherwise do during the measurements.
async fn vacuum_and_checkpoint(db: &Db) -> BenchResult<()> {
    // The server does this at its start.
    remove_old_trash(db, Timestamp::now()).await?;
    let settled: bool =
        sqlx::query_scalar("SELECT last_vacuum IS NOT NULL FROM pg_stat_user_tables WHERE relname = 'bookings'")
            .fetch_one(db)
            .await?;
    if !settled {
        sqlx::query("VACUUM ANALYZE").execute(db).await?;
    }
    sqlx::query("CHECKPOINT").execute(db).await?;
    Ok(())
}
