//! What was acknowledged is there, once: whatever is killed meanwhile (targets.md, "Reliability").

use crate::support::{Folder, Server, postmaster, program};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::Command,
    thread::{scope, sleep},
    time::{Duration, Instant},
};

const ROUNDS: u64 = 10;
const WRITERS: usize = 4;
/// Of the client that all bookings of the test are for.
const CLIENT: &str = "Zxqvbert";

/// Somebody who books without end: a time after the other, each until it is acknowledged.
struct Writer {
    master: i64,
    service: i64,
    number: usize,
    booked: usize,
}

impl Writer {
    /// The visit that is being booked; the same, key and all, until it is.
    fn visit(&self) -> (String, Value) {
        let key = format!("crash-{}-{:012}", self.number, self.booked);
        let day = jiff::civil::date(2027, 1, 1).checked_add(jiff::Span::new().days((self.booked / 6) as i64)).unwrap();
        let starts = day.at(9 + 2 * (self.booked % 6) as i8, 0, 0, 0);
        let service =
            json!({ "service": self.service, "master": self.master, "starts": starts, "minutes": 30, "price": 100 });
        let client = json!({ "new": { "name": CLIENT, "phone": "", "instagram": "" } });
        let visit = json!({ "key": key, "client": client, "services": [service], "source": "phone", "notes": key });
        (key, json!({ "visit": visit }))
    }

    /// Books until the server is gone.
    fn write(&mut self, url: &str, cookie: &str) {
        loop {
            let (key, visit) = self.visit();
            let Some((status, answer)) = call(url, cookie, "/api/bookings/book", &visit) else { return };
            match status {
                // Taken by the demo's own bookings: not what this is about.
                200 | 409 if answer != r#"{"Conflict":"in_flight"}"# => self.booked += 1,
                409 | 503 => sleep(Duration::from_millis(20)),
                _ => panic!("{key}: {status} {answer}"),
            }
        }
    }
}

/// Sends JSON; `None` where no whole answer comes.
fn call(url: &str, cookie: &str, path: &str, body: &Value) -> Option<(u16, String)> {
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nContent-Type: application/json\r\nAccept: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    exchange(url, &head)
}

fn exchange(url: &str, request: &str) -> Option<(u16, String)> {
    let mut connection = TcpStream::connect(url).ok()?;
    connection.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}

fn sign_in(url: &str) -> String {
    let form = "login=director%40salon.test&password=salon-demo";
    let request = format!(
        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{form}",
        form.len()
    );
    let mut connection = TcpStream::connect(url).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: session=")).expect("a session");
    format!("session={}", cookie.split(';').next().unwrap())
}

/// Four masters, and a service of each.
fn writers(url: &str, cookie: &str) -> Vec<Writer> {
    let ask = |path, body| -> Value {
        let (status, answer) = call(url, cookie, path, &body).unwrap();
        assert_eq!(status, 200, "{path}: {answer}");
        serde_json::from_str(&answer).unwrap()
    };
    let services = ask("/api/services/find", json!({ "typed": "" }));
    let mut found: HashMap<i64, i64> = HashMap::new();
    for service in services.as_array().unwrap() {
        let service = service["id"].as_i64().unwrap();
        let asked = json!({ "asked": { "service": service, "day": "2027-01-01", "minutes": null, "moved": null } });
        for day in ask("/api/bookings/days", asked).as_array().unwrap() {
            found.entry(day["offer"]["master"]["id"].as_i64().unwrap()).or_insert(service);
        }
        if found.len() >= WRITERS {
            break;
        }
    }
    let writer = |(number, (master, service)): (usize, (i64, i64))| Writer { master, service, number, booked: 0 };
    let writers: Vec<Writer> = found.into_iter().take(WRITERS).enumerate().map(writer).collect();
    assert_eq!(writers.len(), WRITERS);
    writers
}

fn start(data: &Path) -> Server {
    let mut program = program(data, &[]);
    program.env("CRM_DEMO", "S");
    let server = Server::of(program);
    server.wait_until_ready();
    server
}

/// How often each visit is booked, by its notes.
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
