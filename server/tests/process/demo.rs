//! Production on a database that was filled with demo data.

use crate::{
    client::{exchange, sign_in},
    support::{Folder, Server, program},
};
use std::{io::Read as _, path::Path, process::Stdio, thread};

fn start(data: &Path, settings: &[(&str, &str)]) -> (Server, thread::JoinHandle<String>) {
    let mut program = program(data, &[]);
    program.envs(settings.iter().copied()).stderr(Stdio::piped());
    let mut server = Server::of(program);
    let mut errors = server.process.stderr.take().unwrap();
    let errors = thread::spawn(move || {
        let mut text = String::new();
        errors.read_to_string(&mut text).unwrap();
        text
    });
    server.wait_until_ready();
    (server, errors)
}

/// Status of a page with this cookie.
fn page(server: &Server, cookie: &str) -> u16 {
    let request = format!("GET /crm HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
    exchange(&server.url, &request).unwrap().0
}

#[test]
fn in_production_demo_accounts_and_their_sessions_are_dead_and_the_start_says_so() {
    let folder = Folder::new("demo");
    let data = folder.0.join("data");
    let (server, errors) = start(&data, &[("CRM_DEMO", "S")]);
    let cookie = sign_in(&server.url);
    assert_eq!(page(&server, &cookie), 200);
    server.stop();
    assert!(!errors.join().unwrap().contains("WARNING"));

    let (server, errors) = start(&data, &[("CRM_ENV", "production")]);
    assert_eq!(page(&server, &cookie.replace("session=", "__Host-session=")), 303, "its session is dead");
    for login in ["director%40salon.test", "director%40salon.test%00"] {
        let form = format!("login={login}&password=salon-demo");
        let request = format!(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n{form}",
            form.len()
        );
        assert_eq!(exchange(&server.url, &request).unwrap().0, 401, "{login}");
    }
    server.stop();
    let said = errors.join().unwrap();
    assert!(said.contains("WARNING: this database was filled with demo data"), "{said}");

    // Dead in the database, whatever the program is started as.
    let (server, _) = start(&data, &[]);
    assert_eq!(page(&server, &cookie), 303);
    server.stop();
}
