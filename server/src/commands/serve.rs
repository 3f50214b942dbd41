use super::Problem;
use crate::{
    config::{Config, Demo},
    database::{Database, DatabaseRole, demo},
    jobs, live,
    router::router,
    serve::serve,
    state::State,
};
use std::time::Duration;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    sync::oneshot,
    task::JoinHandle,
};

/// Longest wait for the pool's connections before the private database is stopped.
const POOL_CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Runs the server until a signal. It listens before the database is ready, so that pages can show an explanation.
pub async fn run(config: Config) -> Result<(), Problem> {
    let listener = TcpListener::bind(config.addr).await.map_err(|problem| Problem::Listen(config.addr, problem))?;
    let url = format!("http://{}", listener.local_addr()?);
    let mut signals = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let database = Database::disconnected(&config);
    let state = State::new(&config, database.clone());
    let live = state.live.clone();
    let undo_within = state.undo_within;
    let router = router(state);
    let (stop_sender, stop_requested) = oneshot::channel::<()>();
    let served = tokio::spawn(serve(listener, router, async {
        // Dropping the sender stops the server too.
        let _ = stop_requested.await;
    }));
    println!("listening on {url}");
    let outcome = tokio::select! {
        prepared = database.prepare(&config, DatabaseRole::Application) => match prepared {
            Ok(private) => {
                print_welcome(&config, &url);
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
    println!("stopping");
    // The graceful shutdown waits for requests only, not for WebSockets.
    live.close().await;
    stop(stop_sender, served).await;
    if tokio::time::timeout(POOL_CLOSE_TIMEOUT, database.pool.close()).await.is_err() {
        tracing::warn!("some database connections were cut off");
    }
    if let Some(private) = outcome? {
        private.stop().await;
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

fn print_welcome(config: &Config, url: &str) {
    println!("\n  Beauty CRM is ready: {url}\n");
    if config.demo != Demo::None {
        let accounts = demo::ACCOUNTS.map(|name| format!("{name}{}", demo::DOMAIN)).join(", ");
        println!("  Demo accounts, password {}: {accounts}\n", demo::PASSWORD);
    }
}
