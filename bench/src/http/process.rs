use super::Connection;
use crate::{Outcome, arguments::Arguments};
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

/// It only connects: a server that needs longer does not start at all.
const START: Duration = Duration::from_secs(30);
/// More than it gives the requests that it waits for.
const STOP: Duration = Duration::from_secs(30);

/// The product's server as a process of its own, ended with this one.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts it on a free port with a database that is there, and returns when it is ready.
    pub async fn start(database: &str, arguments: &Arguments) -> Outcome<Self> {
        Self::start_with(database, arguments, None).await
    }

    /// The same, with a Redis over which it speaks with others.
    pub async fn start_with(database: &str, arguments: &Arguments, redis: Option<&str>) -> Outcome<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new(&arguments.server);
        // Settings of the one who measures are not what is to be measured.
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CRM_")) {
            command.env_remove(name);
        }
        command.envs(redis.map(|address| ("CRM_REDIS_URL", address)));
        command
            .env("CRM_ADDR", address.to_string())
            .env("CRM_LOG", "warn")
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

    /// Its process.
    pub fn id(&self) -> Outcome<u32> {
        self.child.id().ok_or_else(|| "the server has ended".into())
    }

    /// Asks it to stop and waits for it.
    pub async fn stop(mut self) -> Outcome<()> {
        let id = Pid::from_raw(self.id()?.try_into()?).ok_or("no process")?;
        kill_process(id, Signal::TERM)?;
        let status = timeout(STOP, self.child.wait()).await.map_err(|_| "the server does not stop")??;
        if status.success() { Ok(()) } else { Err(format!("the server ended with {status}").into()) }
    }

    async fn wait_until_ready(&mut self) -> Outcome<()> {
        let start = Instant::now();
        while start.elapsed() < START {
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
    asked.is_ok_and(|answer| answer.status == 200)
}
