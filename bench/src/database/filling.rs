use super::FilledSalon;
use crate::Outcome;
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

/// The salon that `bin/run` shows.
const SEED: u64 = 2_026;

/// Makes sure that there is a database with the current schema, the bookings of this size, and nothing left to tidy.
pub async fn prepare(salon: &FilledSalon, size: Size) -> Outcome<()> {
    make_database(salon).await?;
    let mut db = salon.pool();
    if let Err(MigrationError::Migration(problem)) = migrate(&db).await {
        eprintln!("{size:?}: the kept database is of another schema ({problem}) and is made anew");
        db.close().await;
        salon.administer("DROP DATABASE beauty_crm").await?;
        make_database(salon).await?;
        db = salon.pool();
        migrate(&db).await?;
    }
    let bookings: i64 = sqlx::query_scalar("SELECT count(*) FROM bookings").fetch_one(&db).await?;
    if bookings == 0 {
        load(&db, size).await?;
    } else if !(i64::from(size.bookings()) * 99 / 100..=size.bookings().into()).contains(&bookings) {
        return Err(format!("the database kept for {size:?} has {bookings} bookings: delete its folder").into());
    }
    settle(&db).await?;
    db.close().await;
    Ok(())
}

async fn make_database(salon: &FilledSalon) -> Outcome<()> {
    match salon.administer("CREATE DATABASE beauty_crm").await {
        Err(problem) if !is_there_already(&*problem) => Err(problem),
        _ => Ok(()),
    }
}

fn is_there_already(problem: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    let code = problem.downcast_ref::<sqlx::Error>().and_then(|problem| problem.as_database_error()?.code());
    code.as_deref() == Some("42P04") // duplicate_database
}

async fn load(db: &Db, size: Size) -> Outcome<()> {
    let start = Instant::now();
    let password = domain::auth::hash_password(PASSWORD.to_owned()).await?;
    let zone: String = sqlx::query_scalar("SELECT zone FROM settings").fetch_one(db).await?;
    let today = TimeZone::get(&zone)?.to_datetime(Timestamp::now()).date();
    fill(db, size, today, SEED, &password, say(size)).await?;
    eprintln!("{size:?}: filled in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// One line that changes, for whoever watches; none in a log.
fn say(size: Size) -> impl FnMut(Progress) {
    let watched = std::io::stderr().is_terminal();
    move |progress| {
        if watched {
            eprint!("\r\x1b[K{size:?}: {} {} of {}\r", progress.step, progress.done, progress.total);
            // A line that does not show spoils nothing.
            let _ = std::io::stderr().flush();
        }
    }
}

/// What a database that has been in use for a while has behind it, done once: otherwise it would be done meanwhile.
async fn settle(db: &Db) -> Outcome<()> {
    // The server would.
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
