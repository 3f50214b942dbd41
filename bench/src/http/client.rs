use super::answer::Answer;
use std::{io, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// What fits most answers: fewer reads.
const BUFFER: usize = 256 * 1024;

/// Ends an answer of many pieces.
const LAST_CHUNK: &[u8] = b"\r\n0\r\n\r\n";

/// One connection that is kept open; one request at a time.
pub struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Connection {
    /// Opens one.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, received: Vec::with_capacity(BUFFER) })
    }

    /// Sends a request and waits for the whole answer.
    pub async fn exchange(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.received.clear();
        self.stream.write_all(request).await?;
        loop {
            if self.stream.read_buf(&mut self.received).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(answer) = Answer::read(&self.received)? {
                return Ok(answer);
            }
        }
    }

    /// Sends a request whose answer comes in pieces of unknown number, and forgets them: their bytes.
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

    /// The body of the last answer, as it came in one piece.
    pub fn body(&self, answer: Answer) -> &[u8] {
        self.received.get(answer.head..).unwrap_or_default()
    }

    /// The last answer as it came, head and body.
    pub fn received(&self) -> String {
        String::from_utf8_lossy(&self.received).into_owned()
    }
}
