//! WebSocket, clock, random numbers and console: the effects behind the reconnect policy (`domain::live::reconnect`).

use super::document::window;
use futures::StreamExt as _;
use gloo_net::websocket::{Message as Frame, WebSocketError, futures::WebSocket};
use leptos::task::spawn_local;

pub enum SocketEvent {
    Message(String),
    /// The socket was closed with this code (RFC 6455).
    Closed(u16),
}

/// The close code of a socket that was closed without one (RFC 6455).
const NO_CODE: u16 = 1006;

/// A socket that is open or connecting; dropping it closes it.
pub struct Socket(web_sys::WebSocket);

impl Socket {
    /// Connects to a path of this server; `None` if the browser refuses.
    pub fn open(path: &str, mut on_event: impl FnMut(SocketEvent) + 'static) -> Option<Self> {
        let location = window()?.location();
        let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
        let socket = web_sys::WebSocket::new(&format!("{scheme}://{}{path}", location.host().ok()?)).ok()?;
        let mut stream = WebSocket::try_from(socket.clone()).ok()?;
        spawn_local(async move {
            let mut code = NO_CODE;
            while let Some(message) = stream.next().await {
                match message {
                    Ok(Frame::Text(text)) => on_event(SocketEvent::Message(text)),
                    Ok(Frame::Bytes(_)) => {}
                    Err(WebSocketError::ConnectionClose(close)) => code = close.code,
                    // The stream ends after an error, with the code below.
                    Err(_) => {}
                }
            }
            on_event(SocketEvent::Closed(code));
        });
        Some(Socket(socket))
    }

    /// Sends a message. A message to a closed socket is lost; the state is sent again on the next connection.
    pub fn send(&self, text: &str) {
        let _ = self.0.send_with_str(text);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // Fails only for invalid close codes.
        let _ = self.0.close();
    }
}

/// The device's clock, in milliseconds since 1970; 0 on the server.
pub fn now_ms() -> u64 {
    if cfg!(feature = "hydrate") { js_sys::Date::now() as u64 } else { 0 }
}

/// Uniform in [0, 1); 0 on the server.
pub fn random() -> f64 {
    if cfg!(feature = "hydrate") { js_sys::Math::random() } else { 0.0 }
}

/// Whether the device reports a network connection.
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Writes a line to the browser's console.
pub fn log(text: &str) {
    if cfg!(feature = "hydrate") {
        web_sys::console::info_1(&text.into());
    }
}
