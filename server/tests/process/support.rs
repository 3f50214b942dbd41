use std::{
    env, fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// Timeout that includes `initdb` on a slow machine.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// A data folder for one test, removed when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("beauty-crm-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// A server process; stopped when dropped.
pub struct Server {
    pub process: Child,
    /// Address with port, without a scheme.
    pub url: String,
}

pub fn program(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.args(arguments).env("CRM_DATA_DIR", data).env("CRM_ADDR", "127.0.0.1:0").env_remove("DATABASE_URL");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

impl Server {
    pub fn start(data: &Path) -> Self {
        Self::of(program(data, &[]))
    }

    /// Starts a program of [`program`] and waits until it listens.
    pub fn of(mut program: Command) -> Self {
        let mut process = program.spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let url = first.strip_prefix("listening on http://").unwrap().to_owned();
        // The rest is read away, or the program would wait for it to be.
        std::thread::spawn(move || lines.for_each(drop));
        Server { process, url }
    }

    pub fn get(&self, path: &str) -> Option<String> {
        let mut connection = TcpStream::connect(&self.url).ok()?;
        write!(connection, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    pub fn wait_until_ready(&self) {
        wait("ready", || self.get("/readyz").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")));
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    pub fn stop(mut self) {
        self.signal("TERM");
        assert!(self.process.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that failed leaves no process behind.
        if self.process.try_wait().unwrap().is_none() {
            self.signal("TERM");
            self.process.wait().unwrap();
        }
    }
}

pub fn wait(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "never {what}");
        sleep(Duration::from_millis(20));
    }
}

/// Process id of the private PostgreSQL; `None` when it does not run.
pub fn postmaster(data: &Path) -> Option<u32> {
    let pid: u32 = fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?.lines().next()?.parse().ok()?;
    is_alive(pid).then_some(pid)
}

/// Folder of the private PostgreSQL's socket, from the fifth line of `postmaster.pid`.
pub fn socket_folder(data: &Path) -> Option<String> {
    Some(fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?.lines().nth(4)?.to_owned())
}

pub fn is_alive(pid: u32) -> bool {
    Command::new("kill").args(["-0", &pid.to_string()]).stderr(Stdio::null()).status().unwrap().success()
}

pub fn add_user(data: &Path) -> (bool, String) {
    let mut command =
        program(data, &["user", "add", "--login", "Maria@salon.example", "--name", "Maria", "--role", "manager"]);
    let mut process = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(b"a long enough password\n").unwrap();
    let output = process.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
}
