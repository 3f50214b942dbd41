use super::response::Response;
use std::{io, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Initial size of the buffer; most responses fit.
const BUFFER: usize = 256 * 1024;

const LAST_CHUNK: &[u8] = b"\r\n0\r\n\r\n";

/// A keep-alive connection for one request at a time.
pub struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Connection {
    /// Connects without Nagle's algorithm.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, received: Vec::with_capacity(BUFFER) })
    }

    /// Sends a request and waits for the complete response.
    pub async fn exchange(&mut self, request: &[u8]) -> io::Result<Response> {
        self.received.clear();
        self.stream.write_all(request).await?;
        loop {
            if self.stream.read_buf(&mut self.received).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(response) = Response::read(&self.received)? {
                return Ok(response);
            }
        }
    }

    /// Sends a request with a large chunked response and discards it. Returns the number of bytes received.
    pub async fn drain(&mut self, request: &[u8]) -> io::Result<u64> {
        self.stream.write_all(request).await?;
        let (mut bytes, mut piece, mut end) = (0, vec![0; BUFFER], Vec::new());
        loop {
            let read = self.stream.read(&mut piece).await?;
            let piece = piece.get(..read).unwrap_or_default();
            if bytes == 0 && !piece.starts_with(b"HTTP/1.1 200 ") {
                return Err(io::Error::other(String::from_utf8_lossy(piece).into_owned()));
            }
            bytes += read as u64;
            end.extend_from_slice(piece.get(read.saturating_sub(LAST_CHUNK.len())..).unwrap_or_default());
            end.drain(..end.len().saturating_sub(LAST_CHUNK.len()));
            if end == LAST_CHUNK {
                return Ok(bytes);
            }
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// The body of the last response, which must not be chunked.
    pub fn body(&self, response: Response) -> &[u8] {
        self.received.get(response.head..).unwrap_or_default()
    }

    /// The last response, head and body.
    pub fn received(&self) -> String {
        String::from_utf8_lossy(&self.received).into_owned()
    }
}
