//! The program as an operator runs it: private PostgreSQL, signals, SIGKILL, several processes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod client;
mod crash;
mod demo;
mod output;
mod shutdown;
mod support;
mod together;
mod writer;

use std::process::{Command, Stdio};
use support::{Folder, Server, add_user, is_alive, postmaster, program, wait};

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
