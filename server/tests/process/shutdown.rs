//! SIGTERM ends the program whatever its database does.

use crate::support::{Folder, Server, postmaster};
use std::{
    fs,
    io::Write as _,
    net::TcpStream,
    process::Command,
    time::{Duration, Instant},
};

/// Protocols.md, "Timing and logs".
const WITHIN: Duration = Duration::from_secs(25);

fn signal(name: &str, processes: &[u32]) {
    for process in processes {
        // One may have ended meanwhile.
        Command::new("kill").args(["-s", name, &process.to_string()]).status().unwrap();
    }
}

/// A process and its children.
fn family(parent: u32) -> Vec<u32> {
    let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
    [parent].into_iter().chain(children.split_whitespace().map(|id| id.parse().unwrap())).collect()
}

/// Ends processes when dropped, so that a failed test leaves none behind.
struct Ended(Vec<u32>);

impl Drop for Ended {
    fn drop(&mut self) {
        signal("KILL", &self.0);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_database_that_stands_still_holds_up_no_shutdown() {
    let folder = Folder::new("still");
    let data = folder.0.join("data");
    let mut server = Server::start(&data);
    server.wait_until_ready();
    let processes = Ended(family(postmaster(&data).unwrap()));
    signal("STOP", &processes.0);
    // Requests that wait for the database.
    let mut waiting: Vec<TcpStream> = (0..4).map(|_| TcpStream::connect(&server.url).unwrap()).collect();
    for connection in &mut waiting {
        write!(
            connection,
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 18\r\nContent-Type: \
            application/x-www-form-urlencoded\r\n\r\nlogin=a&password=b"
        )
        .unwrap();
    }
    let begun = Instant::now();
    server.signal("TERM");
    while server.process.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < WITHIN, "it still runs after {:?}", begun.elapsed());
        std::thread::sleep(Duration::from_millis(50));
    }
}
