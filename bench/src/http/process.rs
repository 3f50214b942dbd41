use super::Connection;
use crate::{BenchResult, arguments::Arguments};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    env,
    net::{SocketAddr, TcpListener},
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::{
    process::{Child, Command},
    time::{sleep, timeout},
};

const START_TIMEOUT: Duration = Duration::from_secs(30);
/// Longer than the server's own timeout for open requests.
const STOP_TIMEOUT: Duration = Duration::from_secs(30);

/// The server as a child process, killed when the value is dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts the server on a free port with an existing database and waits until it is ready.
    pub async fn start(database: &str, arguments: &Arguments) -> BenchResult<Self> {
        Self::start_with(database, arguments, None).await
    }

    /// Like [`Server::start`], optionally with a Redis for several server processes.
    pub async fn start_with(database: &str, arguments: &Arguments, redis: Option<&str>) -> BenchResult<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new(&arguments.server);
        // The environment of the caller must not change the results.
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CRM_")) {
            command.env_remove(name);
        }
        command.envs(redis.map(|address| ("CRM_REDIS_URL", address)));
        command
            .env("CRM_ADDR", address.to_string())
            .env("CRM_LOG", "warn")
            // All clients are on this machine.
            .env("CRM_CONNECTIONS_PER_ADDRESS", "16384")
            .env("DATABASE_URL", database)
            .env("LEPTOS_SITE_ROOT", &arguments.site)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true);
        let child = command.spawn().map_err(|problem| format!("{}: {problem}", arguments.server.display()))?;
        let mut server = Server { child, address };
        server.wait_until_ready().await?;
        Ok(server)
    }

    pub fn id(&self) -> BenchResult<u32> {
        self.child.id().ok_or_else(|| "the server has ended".into())
    }

    /// Sends SIGTERM and waits for the process to end.
    pub async fn stop(mut self) -> BenchResult<()> {
        let id = Pid::from_raw(self.id()?.try_into()?).ok_or("no process")?;
        kill_process(id, Signal::TERM)?;
        let status = timeout(STOP_TIMEOUT, self.child.wait()).await.map_err(|_| "the server does not stop")??;
        if status.success() { Ok(()) } else { Err(format!("the server ended with {status}").into()) }
    }

    async fn wait_until_ready(&mut self) -> BenchResult<()> {
        let start = Instant::now();
        while start.elapsed() < START_TIMEOUT {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the server ended with {status}").into());
            }
            if is_ready(self.address).await {
                return Ok(());
            }
            sleep(Duration::from_millis(50)).await;
        }
        Err("the server does not get ready".into())
    }
}

async fn is_ready(address: SocketAddr) -> bool {
    let Ok(mut connection) = Connection::open(address).await else { return false };
    let asked = connection.exchange(b"GET /readyz HTTP/1.1\r\nhost: bench\r\n\r\n").await;
    asked.is_ok_and(|response| response.status == 200)
}
