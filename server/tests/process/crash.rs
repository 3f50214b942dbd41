//! Acknowledged bookings are stored exactly once, whichever process is killed (targets.md, "Reliability").

use crate::{
    client::{call, exchange, sign_in},
    support::{Folder, Server, postmaster, program},
    writer::{CLIENT, writers},
};
use std::{
    collections::HashMap,
    path::Path,
    process::Command,
    thread::{scope, sleep},
    time::{Duration, Instant},
};

const ROUNDS: u64 = 10;

fn start(data: &Path) -> Server {
    let mut program = program(data, &[]);
    program.env("CRM_DEMO", "S");
    let server = Server::of(program);
    server.wait_until_ready();
    server
}

/// Number of bookings of each visit, by the visit's notes.
fn booked(url: &str, cookie: &str) -> HashMap<String, usize> {
    let request = format!(
        "GET /crm/bookings/export.csv?q={CLIENT} HTTP/1.0\r\nHost: x\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    );
    let (status, text) = exchange(url, &request).unwrap();
    assert_eq!(status, 200);
    let mut count = HashMap::new();
    for line in text.lines().filter(|line| line.contains(CLIENT)) {
        *count.entry(line.rsplit(',').next().unwrap().trim().to_owned()).or_default() += 1;
    }
    count
}

#[test]
fn every_acknowledged_booking_is_there_once_whatever_is_killed() {
    let folder = Folder::new("crash");
    let data = folder.0.join("data");
    let mut server = start(&data);
    let cookie = sign_in(&server.url);
    let mut writers = writers(&server.url, &cookie);
    for round in 0..ROUNDS {
        let url = server.url.clone();
        scope(|scope| {
            for writer in &mut writers {
                let (url, cookie) = (&url, &cookie);
                scope.spawn(move || writer.write(url, cookie));
            }
            sleep(Duration::from_millis(150 + 40 * round));
            if round % 4 == 3 {
                // PostgreSQL's immediate shutdown: as if its machine had gone.
                let postmaster = postmaster(&data).unwrap().to_string();
                assert!(Command::new("kill").args(["-s", "QUIT", &postmaster]).status().unwrap().success());
                let start = Instant::now();
                server.wait_until_ready();
                assert!(start.elapsed() < Duration::from_secs(60), "usable again after {:?}", start.elapsed());
                sleep(Duration::from_millis(150));
            }
            server.signal("KILL");
            server.process.wait().unwrap();
        });
        server = start(&data);
    }
    // What was not acknowledged at the end may be there or not, but not twice.
    let there = booked(&server.url, &cookie);
    let twice: Vec<_> = there.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let all: usize = writers.iter().map(|writer| writer.booked).sum();
    assert!(all > 40, "only {all} were written");
    for writer in &mut writers {
        let last = writer.booked;
        for number in 0..last {
            writer.booked = number;
            let (key, visit) = writer.visit();
            // Asked again, it is answered as it was: booked, or refused for what stood there before.
            let (status, answer) = call(&server.url, &cookie, "/api/bookings/book", &visit).unwrap();
            let expected = if there.contains_key(&key) { 200 } else { 409 };
            assert_eq!(status, expected, "{key}: {answer}");
        }
    }
    assert_eq!(booked(&server.url, &cookie), there, "and none was made by asking again");
    server.stop();
}
