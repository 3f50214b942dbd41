use std::{
    fs,
    os::unix::net::UnixStream,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const START_TIMEOUT: Duration = Duration::from_secs(30);

/// A private Redis, killed when the value is dropped.
pub struct Redis {
    program: Child,
    folder: TempDir,
}

impl Redis {
    /// Starts `redis-server` on a socket in a temporary folder.
    ///
    /// # Panics
    /// If `redis-server` is not installed.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("Redis");
        Redis { program: run_redis(&folder), folder }
    }

    /// Value for `CRM_REDIS_URL`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("redis+unix://{}", self.folder.path().join("redis").display())
    }

    /// Kills the process.
    ///
    /// # Panics
    /// If the process cannot be killed.
    pub fn kill(&mut self) {
        self.program.kill().expect("Redis");
        self.program.wait().expect("Redis");
    }

    /// Starts an empty Redis at the same address.
    pub fn restart(&mut self) {
        self.program = run_redis(&self.folder);
    }
}

fn run_redis(folder: &TempDir) -> Child {
    let (socket, log) = (folder.path().join("redis"), folder.path().join("log"));
    let _ = fs::remove_file(&socket);
    let mut program = Command::new("redis-server")
        .args(["--port", "0", "--save", "", "--appendonly", "no", "--daemonize", "no", "--unixsocket"])
        .arg(&socket)
        .arg("--logfile")
        .arg(&log)
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server is there: bin/setup --tests installs it");
    let started = Instant::now();
    // The file exists before Redis accepts connections.
    while UnixStream::connect(&socket).is_err() {
        let ended = program.try_wait().expect("Redis");
        let output = || fs::read_to_string(&log).unwrap_or_default();
        assert!(ended.is_none(), "Redis has ended: {}", output());
        assert!(started.elapsed() < START_TIMEOUT, "Redis does not listen: {}", output());
        sleep(Duration::from_millis(10));
    }
    program
}

impl Drop for Redis {
    fn drop(&mut self) {
        // The test may have killed it already.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
