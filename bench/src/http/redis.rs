use crate::BenchResult;
use std::{process::Stdio, time::Duration};
use tempfile::TempDir;
use tokio::{
    process::{Child, Command},
    time::sleep,
};

/// A private Redis, killed when the value is dropped.
pub struct Redis {
    _program: Child,
    folder: TempDir,
}

impl Redis {
    /// Starts `redis-server`; `None` if it is not installed.
    pub async fn start() -> BenchResult<Option<Self>> {
        let folder = tempfile::tempdir()?;
        let socket = folder.path().join("redis");
        let started = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", "no", "--unixsocket"])
            .arg(&socket)
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        let Ok(program) = started else { return Ok(None) };
        for _ in 0..100 {
            if socket.exists() {
                return Ok(Some(Redis { _program: program, folder }));
            }
            sleep(Duration::from_millis(50)).await;
        }
        Err("redis-server does not get ready".into())
    }

    pub fn address(&self) -> String {
        format!("redis+unix://{}", self.folder.path().join("redis").display())
    }
}
