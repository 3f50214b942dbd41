//! What a socket sends, and how it is closed.

use super::{
    super::{hub::TOO_SLOW, sockets::to_text},
    CONNECTION_LOST, CloseReason, LiveSocket,
};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes};
use domain::live::ToPage;
use std::time::Duration;
use tokio::time::timeout;

/// Longest time to send a message before the socket is closed.
const SEND_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest time to send the closing messages and to receive the answer.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

impl LiveSocket {
    pub(super) async fn send_message(&mut self, message: &ToPage) -> Result<(), CloseReason> {
        match to_text(message) {
            Some(text) => self.send_text(text).await,
            None => Ok(()),
        }
    }

    pub(super) async fn send_text(&mut self, text: Utf8Bytes) -> Result<(), CloseReason> {
        self.write(Message::Text(text)).await
    }

    /// Stops when the page does not read in time, or when the hub closes the socket.
    pub(super) async fn write(&mut self, message: Message) -> Result<(), CloseReason> {
        tokio::select! {
            sent = timeout(SEND_TIMEOUT, self.socket.send(message)) => match sent {
                Ok(Ok(())) => Ok(()),
                Ok(Err(_)) => Err(CONNECTION_LOST),
                Err(_) => Err(CloseReason { code: Some(TOO_SLOW) }),
            },
            _ = self.registration.closing.changed() => Err(CloseReason { code: self.registration.closing.borrow().map(|closing| closing.code) }),
        }
    }

    /// Sends the reason and waits for the page to close the socket; gives up after [`CLOSE_TIMEOUT`].
    pub(super) async fn close(&mut self, CloseReason { code }: CloseReason) {
        let Some(code) = code else { return };
        let come_back_in_ms = self.registration.closing.borrow().map_or(0, |closing| closing.reconnect_in_ms);
        let closing_messages = async {
            if let Some(bye) = to_text(&ToPage::Bye { code, come_back_in_ms }) {
                self.socket.send(Message::Text(bye)).await?;
            }
            self.socket.send(Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::default() }))).await?;
            // A connection dropped with unread messages is reset: the page may lose the close frame.
            while self.socket.recv().await.transpose()?.is_some() {}
            Ok::<_, axum::Error>(())
        };
        // The page is gone or does not read.
        let _ = timeout(CLOSE_TIMEOUT, closing_messages).await;
    }
}
