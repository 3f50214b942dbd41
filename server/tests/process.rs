//! The program as an operator runs it: its private PostgreSQL, signals, kill -9.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// Long enough for a slow machine to make a database in.
const PATIENCE: Duration = Duration::from_secs(120);

/// A data folder of a test's own; removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
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

struct Server {
    process: Child,
    url: String,
}

fn program(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.args(arguments).env("CRM_DATA_DIR", data).env("CRM_ADDR", "127.0.0.1:0").env_remove("DATABASE_URL");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut process = program(data, &[]).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let url = first.strip_prefix("listening on http://").unwrap().to_owned();
        // The rest is read away, or the program would wait for it to be.
        std::thread::spawn(move || lines.for_each(drop));
        Server { process, url }
    }

    fn get(&self, path: &str) -> Option<String> {
        let mut connection = TcpStream::connect(&self.url).ok()?;
        write!(connection, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    fn wait_until_ready(&self) {
        wait("ready", || self.get("/readyz").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")));
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    fn stop(mut self) {
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

fn wait(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "never {what}");
        sleep(Duration::from_millis(20));
    }
}

/// The private PostgreSQL's process, while it runs.
fn postmaster(data: &Path) -> Option<u32> {
    let pid: u32 = fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?.lines().next()?.parse().ok()?;
    is_alive(pid).then_some(pid)
}

fn is_alive(pid: u32) -> bool {
    Command::new("kill").args(["-0", &pid.to_string()]).stderr(Stdio::null()).status().unwrap().success()
}

fn add_user(data: &Path) -> (bool, String) {
    let mut command =
        program(data, &["user", "add", "--login", "Maria@salon.example", "--name", "Maria", "--role", "manager"]);
    let mut process = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(b"a long enough password\n").unwrap();
    let output = process.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
}

#[test]
fn the_private_database_lives_and_ends_with_the_server_and_survives_its_death() {
    let folder = Folder::new("process");
    let data = folder.0.join("data");

    let mut server = Server::start(&data);
    assert!(server.get("/livez").unwrap().starts_with("HTTP/1.1 200"), "it listens before the database is there");
    server.wait_until_ready();
    let first = postmaster(&data).unwrap();

    let second = program(&data, &[]).stderr(Stdio::piped()).output().unwrap();
    assert!(!second.status.success());
    let words = String::from_utf8(second.stderr).unwrap();
    assert!(words.contains("Another server") && words.contains(&server.process.id().to_string()), "{words}");

    server.signal("KILL");
    server.process.wait().unwrap();
    assert_eq!(postmaster(&data), Some(first), "PostgreSQL outlives a killed server");
    let server = Server::start(&data);
    server.wait_until_ready();
    assert_eq!(postmaster(&data), Some(first), "and is found again");

    assert!(Command::new("kill").args(["-9", &first.to_string()]).status().unwrap().success());
    wait("restarted", || postmaster(&data).is_some_and(|now| now != first));
    server.wait_until_ready();
    assert!(server.get("/livez").unwrap().starts_with("HTTP/1.1 200"));

    let last = postmaster(&data).unwrap();
    server.stop();
    assert!(!is_alive(last), "PostgreSQL ends with the server");

    let (added, words) = add_user(&data);
    assert!(added, "{words}");
    let (added, words) = add_user(&data);
    assert!(!added && words.contains("is taken"), "{words}");
    assert_eq!(postmaster(&data), None, "a command stops what it started");
}

#[test]
fn what_cannot_work_is_said_in_words() {
    let folder = Folder::new("words");
    let said = |command: &mut Command| {
        let output = command.stderr(Stdio::piped()).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let demo = said(program(&folder.0, &[]).env("CRM_ENV", "production").env("CRM_DEMO", "S"));
    assert!(demo.contains("refused in production"), "{demo}");
    let address = said(program(&folder.0, &["migrate"]).env("DATABASE_URL", "mysql://secret@x"));
    assert!(address.contains("DATABASE_URL") && !address.contains("secret"), "{address}");
    let nothing = said(program(&folder.0, &["migrate"]).env("CRM_POSTGRES_BIN", &folder.0));
    assert!(nothing.contains("PostgreSQL"), "{nothing}");
    let role = said(&mut program(&folder.0, &["user", "add", "--login", "a", "--name", "b", "--role", "king"]));
    assert!(role.contains("accountant"), "{role}");
}
