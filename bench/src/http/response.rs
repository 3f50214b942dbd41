//! A minimal parser of HTTP/1.1 responses.

use std::{io, str};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status code.
    pub status: u16,
    /// Offset of the body, in bytes.
    pub head: usize,
    /// Length of the body in bytes, without chunk framing.
    pub body: usize,
}

impl Response {
    /// Parses a response; `None` if it is incomplete.
    pub fn read(bytes: &[u8]) -> io::Result<Option<Self>> {
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
        let (head, rest) = bytes.split_at_checked(end + 4).ok_or_else(broken)?;
        let text = str::from_utf8(head).map_err(|_| broken())?;
        let status = text.get(9..12).and_then(|status| status.parse().ok()).ok_or_else(broken)?;
        let body = match header(text, "content-length") {
            Some(length) => Some(length.parse().map_err(|_| broken())?).filter(|length| rest.len() >= *length),
            None if header(text, "transfer-encoding") == Some("chunked") => chunked(rest)?,
            None => Some(0),
        };
        Ok(body.map(|body| Response { status, head: end + 4, body }))
    }
}

/// The first value of a header.
pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    headers(head, name).next()
}

pub fn headers<'a>(head: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    head.split("\r\n").filter_map(move |line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then_some(value.trim())
    })
}

/// Length of a chunked body; `None` if it is incomplete.
fn chunked(mut rest: &[u8]) -> io::Result<Option<usize>> {
    let mut body = 0;
    loop {
        let Some(line) = rest.windows(2).position(|two| two == b"\r\n") else { return Ok(None) };
        let size = rest.get(..line).and_then(|size| str::from_utf8(size).ok());
        let size = size.and_then(|size| usize::from_str_radix(size, 16).ok()).ok_or_else(broken)?;
        let Some(next) = rest.get(line + 2 + size + 2..) else { return Ok(None) };
        if size == 0 {
            return Ok(Some(body));
        }
        body += size;
        rest = next;
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not an HTTP answer that is understood here")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHUNKED: &[u8] =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n";

    #[test]
    fn response_is_complete_with_its_last_byte() {
        assert_eq!(
            Response::read(CHUNKED).ok().flatten().map(|response| (response.status, response.body)),
            Some((200, 13))
        );
        let plain = b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\nno";
        assert_eq!(
            Response::read(plain).ok().flatten().map(|response| (response.status, response.body)),
            Some((404, 2))
        );
        for response in [CHUNKED, plain] {
            for some in 0..response.len() {
                assert_eq!(response.get(..some).map(|some| Response::read(some).ok()), Some(Some(None)));
            }
        }
    }

    #[test]
    fn invalid_response_is_an_error() {
        assert!(Response::read(b"SSH-2.0\r\n\r\n").is_err());
    }
}
