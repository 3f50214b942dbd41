//! Closing of sockets: when a session ends, or when the process shuts down.

use super::Live;
use domain::{auth::SessionId, staff::Actor};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};
use tokio::time::{sleep, timeout};

/// Close code: the session has ended (protocols.md, "The live socket").
const SIGNED_OUT: u16 = 4401;
/// Close code: the process is restarting (RFC 6455 registry, "Service Restart").
const RESTARTING: u16 = 1012;
/// Close code: the page does not read its messages ("Try Again Later").
pub(in crate::live) const TOO_SLOW: u16 = 1013;
/// Longest wait for pages to receive the close message at shutdown.
const CLOSING_TIMEOUT: Duration = Duration::from_secs(3);
const POLL_INTERVAL: Duration = Duration::from_millis(10);
/// Time for the next process to start, in milliseconds.
const MIN_RECONNECT_DELAY_MS: u64 = 1_000;
/// Resockets are spread over this time after the minimum, in milliseconds.
const RECONNECT_SPREAD_MS: u64 = 4_000;

impl Live {
    /// Distinct sessions of all sockets.
    pub(in crate::live) fn sessions(&self) -> Vec<SessionId> {
        let sessions: HashSet<SessionId> = self.sockets().all.values().map(|socket| socket.session).collect();
        sessions.into_iter().collect()
    }

    /// Closes sockets of sessions that are no longer valid, and updates the permissions of the others.
    pub(in crate::live) fn apply_sessions(&self, checked: &[SessionId], valid: Vec<(SessionId, Actor)>) {
        let checked: HashSet<SessionId> = checked.iter().copied().collect();
        let valid: HashMap<SessionId, Arc<Actor>> =
            valid.into_iter().map(|(session, actor)| (session, Arc::new(actor))).collect();
        for socket in self.sockets().all.values_mut().filter(|socket| checked.contains(&socket.session)) {
            match valid.get(&socket.session) {
                Some(actor) => {
                    // Whose bookings the person sees may have changed: the page names its booking again when it is opened again.
                    if socket.actor.bookings() != actor.bookings() {
                        socket.booking = None;
                    }
                    socket.actor = actor.clone();
                }
                None => socket.close(SIGNED_OUT, 0),
            }
        }
    }

    /// Refuses new sockets, asks all pages to reconnect later at different times, and waits briefly until they have
    /// disconnected.
    pub async fn close(&self) {
        self.send_closing();
        let all_gone = async {
            while self.count() > 0 {
                sleep(POLL_INTERVAL).await;
            }
        };
        // A page that did not receive the message reconnects anyway, a little later.
        let _ = timeout(CLOSING_TIMEOUT, all_gone).await;
    }

    fn send_closing(&self) {
        let mut sockets = self.sockets();
        sockets.closing = true;
        for (n, socket) in sockets.all.values().enumerate() {
            // Evenly distributed, to avoid a burst of sockets to the next process.
            let millis = u64::try_from(n).unwrap_or_default().wrapping_mul(997) % RECONNECT_SPREAD_MS;
            socket.close(RESTARTING, MIN_RECONNECT_DELAY_MS + millis);
        }
    }
}
