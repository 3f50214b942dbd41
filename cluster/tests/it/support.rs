use std::{
    env,
    fs::{self, Permissions},
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use cluster::{Cluster, Kind, Settings};
use rustix::process::{Pid, Signal, geteuid, kill_process};

/// A folder of one test. Dropping it ends a PostgreSQL that still runs in it and removes it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = fs::canonicalize("/tmp").unwrap().join(format!("cluster-it-{}-{count}", std::process::id()));
        fs::create_dir(&path).unwrap();
        set_mode(&path, 0o755);
        Folder(path)
    }

    pub fn root(&self) -> &Path {
        &self.0
    }

    /// The folder for a cluster; does not exist yet.
    pub fn data(&self) -> PathBuf {
        self.0.join("data")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(pid) = postmaster(&self.data()).filter(|pid| is_running(*pid)) {
            kill(pid, Signal::QUIT);
            eventually("the leftover PostgreSQL is gone", || !is_running(pid));
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn persistent(folder: impl Into<PathBuf>) -> Settings {
    Settings { folder: folder.into(), binaries: None, kind: Kind::Persistent }
}

pub fn temporary(folder: impl Into<PathBuf>) -> Settings {
    Settings { kind: Kind::Temporary, ..persistent(folder) }
}

pub async fn refusal(settings: Settings) -> String {
    match Cluster::start(settings).await {
        Ok(_) => panic!("it started"),
        Err(error) => error.to_string(),
    }
}

/// Another process that owns a cluster and is killed by the test.
pub struct Owner(Child);

impl Owner {
    const FOLDER: &str = "CLUSTER_IT_FOLDER";
    const KIND: &str = "CLUSTER_IT_KIND";

    /// Runs this program again with [`Owner::run`] only.
    pub fn spawn(settings: &Settings) -> Owner {
        let child = Command::new(env::current_exe().unwrap())
            .args(["owners::another_process", "--exact", "--nocapture"])
            .env(Owner::FOLDER, &settings.folder)
            .env(Owner::KIND, if settings.kind == Kind::Persistent { "lasting" } else { "throwaway" })
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Owner(child)
    }

    pub fn ready(mut self) -> Owner {
        let lines = BufReader::new(self.0.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line.contains("the cluster runs")));
        self
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }

    pub fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Body of the other process: starts a cluster, reports it, waits to be killed.
    pub async fn run() {
        let Some(folder) = env::var_os(Owner::FOLDER) else {
            return;
        };
        let settings = if env::var(Owner::KIND).unwrap() == "lasting" { persistent(folder) } else { temporary(folder) };
        let _cluster = Cluster::start(settings).await.unwrap();
        println!("the cluster runs");
        std::future::pending().await
    }
}

/// Process id in `postmaster.pid`.
pub fn postmaster(folder: &Path) -> Option<i32> {
    fs::read_to_string(folder.join("postgres/postmaster.pid")).ok()?.lines().next()?.parse().ok()
}

/// A zombie does not count as running.
pub fn is_running(pid: i32) -> bool {
    let state = Command::new("ps").args(["-o", "stat=", "-p", &pid.to_string()]).output().unwrap();
    let state = String::from_utf8(state.stdout).unwrap();
    !state.trim().is_empty() && !state.starts_with('Z')
}

pub fn kill(pid: i32, signal: Signal) {
    let _ = kill_process(Pid::from_raw(pid).unwrap(), signal);
}

pub fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < deadline, "never came true: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// The single value that `sql` returns.
pub fn query(cluster: &Cluster, sql: &str) -> Result<String, String> {
    let output = Command::new("psql")
        .arg("-h")
        .arg(cluster.socket_folder())
        .args(["-U", cluster.user(), "-d", "postgres", "-XAtc", sql])
        .output()
        .unwrap();
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout).unwrap().trim().into()),
        false => Err(String::from_utf8(output.stderr).unwrap()),
    }
}

pub fn is_root() -> bool {
    geteuid().is_root()
}

pub fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}
