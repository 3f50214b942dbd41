//! The program's output is full, or closed.

use crate::support::{Folder, Server, program, wait};
use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
};

/// Starts a server that logs everything; returns it with its standard output, which nobody reads any further.
fn start(mut program: Command) -> (Server, BufReader<ChildStdout>) {
    program.env("CRM_LOG", "debug");
    let mut process: Child = program.spawn().unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap());
    let mut first = String::new();
    output.read_line(&mut first).unwrap();
    let url = first.trim().strip_prefix("listening on http://").unwrap().to_owned();
    (Server { process, url }, output)
}

/// Each request is a line of the log.
fn ask(server: &Server, times: usize) {
    for _ in 0..times {
        assert!(server.get("/livez").unwrap().starts_with("HTTP/1.1 200"), "the log is not waited for");
    }
}

#[test]
fn a_server_lives_with_a_log_that_nobody_reads_and_ends_by_a_signal() {
    let folder = Folder::new("full");
    let mut program = program(&folder.0.join("data"), &[]);
    program.stderr(Stdio::piped());
    let (mut server, output) = start(program);
    let unread = server.process.stderr.take().unwrap();
    server.wait_until_ready();
    // More than a pipe and the queue before it hold.
    let path = format!("/crm/{}", "x".repeat(4_000));
    wait("many lines", || (0..50).all(|_| server.get(&path).is_some()));
    ask(&server, 200);
    server.stop();
    drop((output, unread));
}

#[test]
fn a_server_lives_with_closed_output_and_ends_by_a_signal() {
    let folder = Folder::new("closed");
    let mut program = program(&folder.0.join("data"), &[]);
    program.stderr(Stdio::piped());
    let (mut server, output) = start(program);
    drop((output, server.process.stderr.take()));
    server.wait_until_ready();
    ask(&server, 100);
    server.stop();
}

#[test]
fn a_server_lives_with_a_full_disk_under_its_log() {
    let Ok(full) = File::options().write(true).open("/dev/full") else { return };
    let folder = Folder::new("disk");
    let mut program = program(&folder.0.join("data"), &[]);
    program.stderr(full);
    let (server, output) = start(program);
    server.wait_until_ready();
    ask(&server, 50);
    server.stop();
    drop(output);
}
