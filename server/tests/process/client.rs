//! An HTTP client of a running server.

use serde_json::Value;
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

/// Sends JSON; `None` without a complete answer.
pub fn call(url: &str, cookie: &str, path: &str, body: &Value) -> Option<(u16, String)> {
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nContent-Type: application/json\r\nAccept: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    exchange(url, &head)
}

/// Sends bytes unchanged, and reads until the connection is closed.
pub fn exchange(url: &str, request: &str) -> Option<(u16, String)> {
    let mut connection = TcpStream::connect(url).ok()?;
    connection.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}

/// Signs the demo director in; returns the `Cookie` header.
pub fn sign_in(url: &str) -> String {
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
