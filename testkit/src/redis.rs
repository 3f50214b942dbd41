use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// A Redis of a test's own; it ends with the test.
pub struct Redis {
    program: Child,
    folder: TempDir,
}

impl Redis {
    /// Starts it.
    ///
    /// # Panics
    /// Without `redis-server`.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("Redis");
        Redis { program: run_redis(&folder), folder }
    }

    /// As `CRM_REDIS_URL` says it.
    #[must_use]
    pub fn address(&self) -> String {
        format!("redis+unix://{}", self.folder.path().join("redis").display())
    }

    /// It is gone from now on.
    ///
    /// # Panics
    /// Where it cannot be killed.
    pub fn kill(&mut self) {
        self.program.kill().expect("Redis");
        self.program.wait().expect("Redis");
    }

    /// It is there again, and empty.
    pub fn revive(&mut self) {
        self.program = run_redis(&self.folder);
    }
}

fn run_redis(folder: &TempDir) -> Child {
    let socket = folder.path().join("redis");
    let _ = std::fs::remove_file(&socket);
    let program = Command::new("redis-server")
        .args(["--port", "0", "--save", "", "--appendonly", "no", "--daemonize", "no", "--unixsocket"])
        .arg(&socket)
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server is there: bin/setup --tests installs it");
    while !socket.exists() {
        std::thread::sleep(Duration::from_millis(10));
    }
    program
}

impl Drop for Redis {
    fn drop(&mut self) {
        // It has been killed already, perhaps.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
