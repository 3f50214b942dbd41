use crate::{
    BenchResult,
    arguments::Arguments,
    database::{Durations, FilledSalon},
    http, queries,
    report::{self, Machine, Report, SizeReport},
    sizes,
};
use demo::Size;
use domain::Db;
use tokio::signal::unix::{SignalKind, signal};

/// Runs the measurements, prints the table and writes the JSON.
pub async fn all(arguments: Arguments, durations: Durations) -> BenchResult<()> {
    if !arguments.queries && !arguments.server.exists() {
        return Err(format!("{} is missing: build it first", arguments.server.display()).into());
    }
    let downloads = if arguments.queries { Vec::new() } else { sizes::downloads(&arguments.site)? };
    let mut report = Report { machine: Machine::this(), downloads, sizes: Vec::new() };
    for size in &arguments.sizes {
        let (postgres, measured) = one(*size, &arguments, &durations).await?;
        report.machine.postgres = postgres;
        report.sizes.push(measured);
        // Written after each size, so that a later error does not lose the results.
        std::fs::write(&arguments.json, serde_json::to_string_pretty(&report)?)
            .map_err(|problem| format!("{}: {problem}", arguments.json.display()))?;
    }
    println!("{}", report::table(&report));
    Ok(())
}

/// Measures one size. PostgreSQL is stopped even after a signal.
async fn one(size: Size, arguments: &Arguments, durations: &Durations) -> BenchResult<(String, SizeReport)> {
    eprintln!("{size:?}: starting");
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let salon = tokio::select! {
        // Dropping the future stops a PostgreSQL that is starting.
        salon = FilledSalon::open(size, arguments) => salon?,
        _ = interrupt.recv() => return Err("stopped".into()),
        _ = terminate.recv() => return Err("stopped".into()),
    };
    let measured = tokio::select! {
        measured = measure_queries_and_server(size, &salon, arguments, durations) => measured,
        _ = interrupt.recv() => Err("stopped".into()),
        _ = terminate.recv() => Err("stopped".into()),
    };
    salon.close().await?;
    measured
}

async fn measure_queries_and_server(
    size: Size,
    salon: &FilledSalon,
    arguments: &Arguments,
    durations: &Durations,
) -> BenchResult<(String, SizeReport)> {
    let db = salon.pool();
    let sample = queries::Sample::of(&db).await?;
    let postgres = version(&db).await?;
    db.close().await;
    let queries = if arguments.writing {
        Vec::new()
    } else {
        eprintln!("{size:?}: queries");
        let timed = salon.timed();
        let queries = queries::measure(&timed, durations, &sample, arguments.calls()).await?;
        timed.close().await;
        queries
    };
    let served = if arguments.queries { None } else { Some(http::measure(size, salon, &sample, arguments).await?) };
    Ok((postgres, SizeReport { size: format!("{size:?}"), bookings: size.bookings(), queries, served }))
}

async fn version(db: &Db) -> BenchResult<String> {
    Ok(sqlx::query_scalar("SHOW server_version").fetch_one(db).await?)
}
