//! A socket to the server, and the page's clock and dice. Nothing here decides anything.

use super::dom::window;
use futures::StreamExt as _;
use gloo_net::websocket::{Message, WebSocketError, futures::WebSocket};
use leptos::task::spawn_local;

/// What happens to a socket.
pub enum Heard {
    /// The server said this.
    Said(String),
    /// It has ended, with this code.
    Ended(u16),
}

/// The code of a socket that ended without one (RFC 6455).
const NO_CODE: u16 = 1006;

/// An open socket, or one that is being opened; it is closed when this is dropped.
pub struct Socket(web_sys::WebSocket);

impl Socket {
    /// Opens one to a path of this server; `None` where the browser does not let it.
    pub fn open(path: &str, mut hear: impl FnMut(Heard) + 'static) -> Option<Self> {
        let location = window()?.location();
        let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
        let socket = web_sys::WebSocket::new(&format!("{scheme}://{}{path}", location.host().ok()?)).ok()?;
        let mut stream = WebSocket::try_from(socket.clone()).ok()?;
        spawn_local(async move {
            let mut code = NO_CODE;
            while let Some(message) = stream.next().await {
                match message {
                    Ok(Message::Text(text)) => hear(Heard::Said(text)),
                    Ok(Message::Bytes(_)) => {}
                    Err(WebSocketError::ConnectionClose(close)) => code = close.code,
                    // What follows says it all.
                    Err(_) => {}
                }
            }
            hear(Heard::Ended(code));
        });
        Some(Socket(socket))
    }

    /// Says something; what is said to a socket that has ended is lost, and said anew to the next.
    pub fn say(&self, text: &str) {
        let _ = self.0.send_with_str(text);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // It fails for what has ended.
        let _ = self.0.close();
    }
}

/// Milliseconds of the device's clock.
pub fn clock() -> u64 {
    if cfg!(feature = "hydrate") { js_sys::Date::now() as u64 } else { 0 }
}

/// From 0 up to 1, evenly.
pub fn dice() -> f64 {
    if cfg!(feature = "hydrate") { js_sys::Math::random() } else { 0.0 }
}

/// Whether the device has a network, as far as it knows.
pub fn has_network() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Writes a line for whoever looks into what the page does.
pub fn note(text: &str) {
    if cfg!(feature = "hydrate") {
        web_sys::console::info_1(&text.into());
    }
}
