use super::Problem;
use crate::{
    config::{Config, Demo},
    database::{Database, WorksAs, demo},
    jobs, live,
    router::{State, router},
    serve::serve,
};
use std::time::Duration;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    sync::oneshot,
    task::JoinHandle,
};

/// The pool's connections have this long to end before the private database is stopped.
const CLOSE: Duration = Duration::from_secs(2);

/// Runs the salon's server until a signal: listens first, prepares the database beside.
pub async fn run(config: Config) -> Result<(), Problem> {
    let listener = TcpListener::bind(config.addr).await.map_err(|problem| Problem::Listen(config.addr, problem))?;
    let url = format!("http://{}", listener.local_addr()?);
    let mut signals = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let database = Database::absent(&config);
    let state = State::new(&config, database.clone());
    let live = state.live.clone();
    let undo_within = state.undo_within;
    let router = router(state);
    let (ask, asked) = oneshot::channel::<()>();
    let served = tokio::spawn(serve(listener, router, async {
        // A dropped sender stops the server as well.
        let _ = asked.await;
    }));
    println!("listening on {url}");
    let outcome = tokio::select! {
        prepared = database.prepare(&config, WorksAs::Application) => match prepared {
            Ok(private) => {
                greet(&config, &url);
                tokio::select! {
                    () = wait(&mut signals) => {}
                    () = jobs::run(database.clone()) => {}
                    () = live::run(live.clone(), database.clone(), undo_within) => {}
                }
                Ok(private)
            }
            Err(problem) => Err(problem),
        },
        // Dropping the preparation stops a database that is being started.
        () = wait(&mut signals) => Ok(None),
    };
    println!("stopping");
    // A socket is no request: nobody waits for it, so it is told.
    live.close().await;
    stop(ask, served).await;
    if tokio::time::timeout(CLOSE, database.pool.close()).await.is_err() {
        tracing::warn!("some database connections were cut off");
    }
    if let Some(private) = outcome? {
        private.stop().await;
    }
    Ok(())
}

async fn stop(ask: oneshot::Sender<()>, served: JoinHandle<()>) {
    // It fails only when the server has ended already.
    let _ = ask.send(());
    if let Err(problem) = served.await {
        tracing::error!(%problem, "the server did not end cleanly");
    }
}

async fn wait((interrupt, terminate): &mut (Signal, Signal)) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

fn greet(config: &Config, url: &str) {
    println!("\n  Beauty CRM is ready: {url}\n");
    if config.demo != Demo::None {
        let accounts = demo::ACCOUNTS.map(|name| format!("{name}{}", demo::DOMAIN)).join(", ");
        println!("  Demo accounts, password {}: {accounts}\n", demo::PASSWORD);
    }
}
