//! Two server processes of one salon, with one database and one Redis: changes at one reach the pages of the other.

use crate::{
    client::sign_in,
    support::{Folder, PATIENCE, Server, program, socket_folder},
    writer::{Writer, writers},
};
use domain::{
    events::Seq,
    live::{FromPage, ToPage},
};
use std::{
    collections::HashSet,
    net::TcpStream,
    path::Path,
    thread::{scope, sleep},
    time::{Duration, Instant},
};
use testkit::Redis;
use tokio_tungstenite::tungstenite::{Message, WebSocket, client, client::IntoClientRequest as _};

/// A socket of a page that has sent `Hello`.
struct Page {
    socket: WebSocket<TcpStream>,
    last: Seq,
}

impl Page {
    fn open(url: &str, cookie: &str, last_seq: Option<Seq>) -> Self {
        let mut request = format!("ws://{url}/api/ws/notifications").into_client_request().unwrap();
        request.headers_mut().insert("origin", format!("http://{url}").parse().unwrap());
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
        let stream = TcpStream::connect(url).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut page = Page { socket: client(request, stream).unwrap().0, last: Seq(0) };
        let ToPage::Welcome { seq, .. } = page.hear() else { panic!("no welcome") };
        page.last = last_seq.unwrap_or(seq);
        let hello = serde_json::to_string(&FromPage::Hello { last_seq }).unwrap();
        page.socket.send(Message::text(hello)).unwrap();
        page
    }

    fn hear(&mut self) -> ToPage {
        loop {
            if let Message::Text(text) = self.socket.read().unwrap() {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// Id of the next changed booking. Sequence numbers must increase.
    fn changed(&mut self) -> i64 {
        loop {
            match self.hear() {
                ToPage::Changed { seq, entity, id, .. } => {
                    assert!(seq > self.last, "{seq:?} after {:?}", self.last);
                    self.last = seq;
                    if entity == "booking" {
                        return id;
                    }
                }
                ToPage::Resync { .. } => panic!("something was lost"),
                _ => {}
            }
        }
    }

    /// Waits until changes of all these bookings have arrived.
    fn hears_of(&mut self, bookings: impl IntoIterator<Item = i64>) {
        let mut awaited: HashSet<_> = bookings.into_iter().collect();
        while !awaited.is_empty() {
            awaited.remove(&self.changed());
        }
    }
}

/// Time from a booking at one process to the message about it at the other.
fn heard_after(writer: &mut Writer, at: &Server, cookie: &str, page: &mut Page) -> Duration {
    let booking = writer.book(&at.url, cookie).unwrap();
    let booked = Instant::now();
    page.hears_of([booking]);
    booked.elapsed()
}

/// Books until a message arrives faster than by polling the database: Redis delivers it.
fn linked(writer: &mut Writer, at: &Server, cookie: &str, page: &mut Page) {
    let begun = Instant::now();
    while heard_after(writer, at, cookie, page) > Duration::from_millis(300) {
        assert!(begun.elapsed() < PATIENCE, "the two do not hear of each other");
    }
}

fn start(data: &Path, redis: &Redis) -> Server {
    let mut program = program(data, &[]);
    program.env("CRM_DEMO", "S").env("CRM_REDIS_URL", redis.address());
    let server = Server::of(program);
    server.wait_until_ready();
    server
}

/// Starts another server process on the database of the first.
fn start_beside(data: &Path, redis: &Redis, folder: &Path) -> Server {
    let host = socket_folder(data).unwrap();
    let mut program = program(folder, &[]);
    program.env("DATABASE_URL", format!("postgres://beauty_crm@localhost/beauty_crm?host={host}"));
    program.env("CRM_REDIS_URL", redis.address());
    let server = Server::of(program);
    server.wait_until_ready();
    server
}

#[test]
fn two_programs_hear_of_each_other_and_lose_nothing_when_one_or_redis_is_killed() {
    let folder = Folder::new("together");
    let (data, mut redis) = (folder.0.join("data"), Redis::start());
    let here = start(&data, &redis);
    let there = start_beside(&data, &redis, &folder.0.join("other"));
    let cookie = sign_in(&here.url);
    let mut writers = writers(&here.url, &cookie);
    let mut page = Page::open(&there.url, &cookie, None);

    linked(&mut writers[0], &here, &cookie, &mut page);
    let mut times: Vec<_> = (0..50).map(|_| heard_after(&mut writers[0], &here, &cookie, &mut page)).collect();
    times.sort_unstable();
    // The bench measures it; here it must be by Redis.
    assert!(times[25] < Duration::from_secs(1), "{:?}", times[25]);
    println!("from program to program: median {:?}, p99 {:?}", times[25], times[49]);

    redis.kill();
    for _ in 0..3 {
        // Asked for every four seconds; the rest is a slow machine's.
        let without = heard_after(&mut writers[0], &here, &cookie, &mut page);
        assert!(without < Duration::from_secs(10), "{without:?}");
    }
    redis.restart();
    linked(&mut writers[0], &here, &cookie, &mut page);

    // Killed while people book at it; their pages go on at the other, where others have booked meanwhile.
    let mut elsewhere = Page::open(&here.url, &cookie, None);
    let (first, others) = writers.split_first_mut().unwrap();
    let booking = first.book(&here.url, &cookie).unwrap();
    elsewhere.hears_of([booking]);
    let booked: Vec<i64> = scope(|scope| {
        let writing: Vec<_> =
            others.iter_mut().map(|writer| scope.spawn(|| writer.write(&here.url, &cookie))).collect();
        // Long enough for each to have booked something.
        sleep(Duration::from_secs(1));
        here.signal("KILL");
        writing.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    let mut here = here;
    here.process.wait().unwrap();
    assert!(!booked.is_empty());
    let later = (0..3).map(|_| first.book(&there.url, &cookie).unwrap());
    let all: Vec<i64> = booked.into_iter().chain(later).collect();
    page.hears_of(all.iter().copied());
    Page::open(&there.url, &cookie, Some(elsewhere.last)).hears_of(all);

    // Started again, it finds its place.
    let here = start(&data, &redis);
    linked(first, &here, &cookie, &mut page);
    there.stop();
    here.stop();
}
