use crate::{client::call, support::PATIENCE};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    thread::sleep,
    time::{Duration, Instant},
};

/// Number of writers that book at the same time.
const WRITERS: usize = 4;
/// Name of the client of all bookings of the writers.
pub const CLIENT: &str = "Zxqvbert";

/// Books one free time after another, and repeats each request until it is acknowledged.
pub struct Writer {
    master: i64,
    service: i64,
    number: usize,
    /// Number of requests that were booked, or whose time was taken.
    pub booked: usize,
}

impl Writer {
    /// The visit that is being booked; repeated with the same idempotency key until it is acknowledged.
    pub fn visit(&self) -> (String, Value) {
        let key = format!("crash-{}-{:012}", self.number, self.booked);
        let day = jiff::civil::date(2027, 1, 1).checked_add(jiff::Span::new().days((self.booked / 6) as i64)).unwrap();
        let starts = day.at(9 + 2 * (self.booked % 6) as i8, 0, 0, 0);
        let service =
            json!({ "service": self.service, "master": self.master, "starts": starts, "minutes": 30, "price": 100 });
        let client = json!({ "new": { "name": CLIENT, "phone": "", "instagram": "" } });
        let visit = json!({ "key": key, "client": client, "services": [service], "source": "phone", "notes": key });
        (key, json!({ "visit": visit }))
    }

    /// Books until the server is gone; returns the ids of the bookings.
    pub fn write(&mut self, url: &str, cookie: &str) -> Vec<i64> {
        std::iter::from_fn(|| self.book(url, cookie)).collect()
    }

    /// Books one visit; `None` once the server is gone.
    pub fn book(&mut self, url: &str, cookie: &str) -> Option<i64> {
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < PATIENCE, "no booking is made");
            let (key, visit) = self.visit();
            let (status, answer) = call(url, cookie, "/api/bookings/book", &visit)?;
            match status {
                200 => {
                    self.booked += 1;
                    let done: Value = serde_json::from_str(&answer).unwrap();
                    return Some(done["bookings"][0].as_i64().unwrap());
                }
                // Taken by the demo's own bookings: not what this is about.
                409 if answer != r#"{"Conflict":{"booking":"in_flight"}}"# => self.booked += 1,
                409 | 503 => sleep(Duration::from_millis(20)),
                _ => panic!("{key}: {status} {answer}"),
            }
        }
    }
}

/// Ids of four masters, each with a service that they perform.
pub fn writers(url: &str, cookie: &str) -> Vec<Writer> {
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
