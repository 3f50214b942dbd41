use super::Problem;
use crate::{
    config::{Config, Demo},
    database::{Database, DatabaseRole, demo},
    jobs, live,
    logging::{print, print_error},
    router::router,
    serve::{ServeSettings, serve},
    state::State,
};
use domain::auth::DEMO_DOMAIN;
use std::time::{Duration, Instant};
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    sync::oneshot,
    task::JoinHandle,
};

/// Longest time from a signal to the end of the process, without what the runtime and the log take at the end.
const STOP_WITHIN: Duration = Duration::from_secs(22);
/// Longest wait for the pool's connections before the private database is stopped.
const POOL_CLOSE_TIMEOUT: Duration = Duration::from_secs(1);
/// Least time for the private database to stop.
const LEAST_DATABASE_STOP: Duration = Duration::from_secs(5);

/// Runs the server until a signal. It listens before the database is ready, so that pages can show an explanation.
pub async fn run(config: Config) -> Result<(), Problem> {
    let settings = ServeSettings::new(&config);
    let listener = TcpListener::bind(config.addr).await.map_err(|problem| Problem::Listen(config.addr, problem))?;
    let url = format!("http://{}", listener.local_addr()?);
    let mut signals = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let database = Database::disconnected(&config);
    let state = State::new(&config, database.clone());
    let live = state.live.clone();
    let undo_within = state.undo_within;
    let router = router(state);
    let (stop_sender, stop_requested) = oneshot::channel::<()>();
    let served = tokio::spawn(serve(listener, router, settings, async {
        // Dropping the sender stops the server too.
        let _ = stop_requested.await;
    }));
    print(format_args!("listening on {url}"));
    let outcome = tokio::select! {
        prepared = database.prepare(&config, DatabaseRole::Application) => match prepared {
            Ok(private) => {
                welcome(&config, &database, &url);
                tokio::select! {
                    () = wait_for_signal(&mut signals) => {}
                    () = jobs::run(database.clone()) => {}
                    () = live::run(live.clone(), database.clone(), undo_within) => {}
                }
                Ok(private)
            }
            Err(problem) => Err(problem),
        },
        // Dropping the future stops a database that is starting.
        () = wait_for_signal(&mut signals) => Ok(None),
    };
    let end = Instant::now() + STOP_WITHIN;
    print("stopping");
    // The graceful shutdown waits for requests only, not for WebSockets.
    tokio::join!(live.close(), stop(stop_sender, served));
    if tokio::time::timeout(POOL_CLOSE_TIMEOUT, database.pool.close()).await.is_err() {
        tracing::warn!("some database connections were cut off");
    }
    if let Some(private) = outcome? {
        private.stop(end.saturating_duration_since(Instant::now()).max(LEAST_DATABASE_STOP)).await;
    }
    Ok(())
}

async fn stop(stop_sender: oneshot::Sender<()>, served: JoinHandle<()>) {
    // Fails only if the server has ended already.
    let _ = stop_sender.send(());
    if let Err(problem) = served.await {
        tracing::error!(%problem, "the server did not end cleanly");
    }
}

async fn wait_for_signal((interrupt, terminate): &mut (Signal, Signal)) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

fn welcome(config: &Config, database: &Database, url: &str) {
    print(format_args!("\n  Beauty CRM is ready: {url}\n"));
    if config.demo != Demo::None {
        let accounts = demo::ACCOUNTS.map(|name| format!("{name}{DEMO_DOMAIN}")).join(", ");
        print(format_args!("  Demo accounts, password {}: {accounts}\n", demo::PASSWORD));
    }
    if database.demo_accounts() > 0 {
        print_error(format_args!(
            "\n  WARNING: this database was filled with demo data, and the server runs in production.\n  \
             Its {} demo accounts are shut and signed out. Its clients and bookings are made up: use an empty database.\n",
            database.demo_accounts(),
        ));
    }
}
