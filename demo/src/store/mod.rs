//! Fills an empty database in one transaction.

pub(super) mod copy;
mod indexes;
pub(super) mod salon;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use sqlx::{PgConnection, PgPool};
use tokio::task::spawn_blocking;

use crate::client_card::cards;
use crate::clock::Clock;
use crate::error::Error;
use crate::periodic::with_periodic_reports;
use crate::plan::{Plan, plan};
use crate::progress::{Progress, Step};
use crate::rows::{self, RowSource};
use crate::salon::Salon;
use crate::size::Size;
use crate::totals::Totals;
use copy::{Frozen, Target, copy};
use indexes::{drop_indexes_and_constraints, run};
use salon::{Ids, write_salon};

/// Fills an empty database in one transaction.
///
/// The same arguments give the same rows. The three years of bookings surround `today`; "now" is 14:20 of it in the
/// salon's time zone. All accounts get `password_hash`, except those that exist already. Bookings, clients and events
/// are locked until it has finished. `progress` is called at least twice a second.
///
/// # Errors
/// [`Error::NotEmpty`] if bookings or clients exist; other errors of PostgreSQL, the calendar or the worker thread.
pub async fn fill(
    db: &PgPool,
    size: Size,
    today: Date,
    seed: u64,
    password_hash: &str,
    mut progress: impl FnMut(Progress),
) -> Result<(), Error> {
    let mut transaction = db.begin().await?;
    progress(Progress { step: Step::Salon, done: 0, total: 1 });
    prepare(&mut transaction).await?;
    let (zone, currency) = settings(&mut transaction).await?;
    let salon = Salon::new(size, Clock::new(&zone, today)?, seed);
    let ids = write_salon(&mut transaction, &salon, password_hash, &currency).await?;
    let (salon, plan) = plan_bookings(salon, &mut progress).await?;
    let source = make_row_source(salon, plan, ids, currency).await?;
    load(&mut transaction, Arc::new(source), &mut progress).await?;
    finish(&mut transaction, &mut progress).await?;
    transaction.commit().await?;
    Ok(())
}

/// Locks the tables, checks that they are empty, and raises the memory limits of the transaction.
async fn prepare(db: &mut PgConnection) -> Result<(), Error> {
    run(db, "LOCK TABLE clients, bookings, events IN ACCESS EXCLUSIVE MODE").await?;
    let has_data: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM bookings) OR EXISTS (SELECT FROM clients)")
        .fetch_one(&mut *db)
        .await?;
    if has_data {
        return Err(Error::NotEmpty);
    }
    run(
        db,
        "SET LOCAL synchronous_commit = off;
        SET LOCAL maintenance_work_mem = '1GB';
        SET LOCAL max_parallel_maintenance_workers = 2;
        SET LOCAL work_mem = '256MB'",
    )
    .await
}

async fn settings(db: &mut PgConnection) -> Result<(String, String), Error> {
    Ok(sqlx::query_as("SELECT zone, currency FROM settings").fetch_one(db).await?)
}

async fn plan_bookings(salon: Salon, progress: &mut impl FnMut(Progress)) -> Result<(Salon, Plan), Error> {
    let total = salon.size.bookings().into();
    let done = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&done);
    let planning = spawn_blocking(move || plan(&salon, &counter).map(|plan| (salon, plan)));
    let mut report = || progress(Progress { step: Step::Plan, done: done.load(Ordering::Relaxed), total });
    report();
    Ok(with_periodic_reports(planning, report).await??)
}

async fn make_row_source(salon: Salon, plan: Plan, ids: Ids, currency: String) -> Result<RowSource, Error> {
    let source = spawn_blocking(move || {
        let cards = cards(&salon, &plan)?;
        Ok::<_, Error>(RowSource { salon, plan, cards, ids, currency })
    });
    source.await?
}

async fn load(db: &mut PgConnection, source: Arc<RowSource>, progress: &mut impl FnMut(Progress)) -> Result<(), Error> {
    let dropped = drop_indexes_and_constraints(db).await?;
    // The tables are empty already; `COPY … FREEZE` requires a truncation in the same transaction.
    run(db, "TRUNCATE bookings, clients").await?;
    // Bookings first: the totals of the clients are computed from them.
    let totals = load_bookings(db, Arc::clone(&source), progress).await?;
    load_clients(db, Arc::clone(&source), totals, progress).await?;
    load_events(db, source, progress).await?;
    dropped.restore(db, progress).await
}

async fn load_bookings(
    db: &mut PgConnection,
    source: Arc<RowSource>,
    progress: &mut impl FnMut(Progress),
) -> Result<Vec<Totals>, Error> {
    let target = Target { step: Step::Bookings, table: "bookings", columns: rows::BOOKINGS, frozen: Frozen::Yes };
    let total = source.salon.size.bookings().into();
    copy(db, target, total, move |rows| rows::write_bookings(&source, rows), progress).await
}

async fn load_clients(
    db: &mut PgConnection,
    source: Arc<RowSource>,
    totals: Vec<Totals>,
    progress: &mut impl FnMut(Progress),
) -> Result<(), Error> {
    let target = Target { step: Step::Clients, table: "clients", columns: rows::CLIENTS, frozen: Frozen::Yes };
    let total = source.salon.size.clients().into();
    copy(db, target, total, move |rows| rows::write_clients(&source, &totals, rows), progress).await
}

/// Events may exist already: those of accounts created before.
async fn load_events(
    db: &mut PgConnection,
    source: Arc<RowSource>,
    progress: &mut impl FnMut(Progress),
) -> Result<(), Error> {
    let last: Option<i64> = sqlx::query_scalar("SELECT max(id) FROM events").fetch_one(&mut *db).await?;
    if last.is_none() {
        run(db, "TRUNCATE events").await?;
    }
    let frozen = if last.is_none() { Frozen::Yes } else { Frozen::No };
    let target = Target { step: Step::Events, table: "events", columns: rows::EVENTS, frozen };
    let counted = Arc::clone(&source);
    let total = spawn_blocking(move || rows::count_events(&counted)).await?;
    let last = last.unwrap_or(0);
    copy(db, target, total, move |rows| rows::write_events(&source, last, rows), progress).await
}

/// Statements that need the rows: sequences, figures, statistics.
const FINISHING_STATEMENTS: [&str; 4] = [
    "SELECT setval(pg_get_serial_sequence('users', 'id'), (SELECT max(id) FROM users)),
        setval(pg_get_serial_sequence('categories', 'id'), (SELECT max(id) FROM categories)),
        setval(pg_get_serial_sequence('services', 'id'), (SELECT max(id) FROM services))",
    "SELECT setval(pg_get_serial_sequence('clients', 'id'), (SELECT max(id) FROM clients)),
        setval(pg_get_serial_sequence('bookings', 'id'), (SELECT max(id) FROM bookings)),
        setval(pg_get_serial_sequence('events', 'id'), (SELECT max(id) FROM events))",
    "SELECT recount_booking_figures()",
    "ANALYZE users, categories, services, master_services, clients, bookings, events, booking_figures",
];

async fn finish(db: &mut PgConnection, progress: &mut impl FnMut(Progress)) -> Result<(), Error> {
    let total = u64::try_from(FINISHING_STATEMENTS.len()).unwrap_or(0);
    for (done, statement) in (0..).zip(FINISHING_STATEMENTS) {
        let mut report = || progress(Progress { step: Step::Figures, done, total });
        report();
        with_periodic_reports(run(db, statement), report).await?;
    }
    progress(Progress { step: Step::Figures, done: total, total });
    Ok(())
}
