//! How sockets end: with their session, or with the process.

use super::Live;
use domain::{auth::SessionId, staff::Actor};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};
use tokio::time::{sleep, timeout};

/// The session has ended (protocols.md, "The live socket").
const SIGNED_OUT: u16 = 4401;
/// The process ends; another one follows.
const RESTARTING: u16 = 1012;
/// Whoever does not read what is said is cut off.
pub(in crate::live) const TOO_SLOW: u16 = 1013;
/// Whoever does not take the farewell by then is not waited for.
const FAREWELL: Duration = Duration::from_secs(3);
const GOING: Duration = Duration::from_millis(10);
/// Nobody comes back sooner, in milliseconds: the next process has to start.
const FIRST_COME_BACK: u64 = 1_000;
/// All come back within so many milliseconds after that.
const COME_BACK_WITHIN: u64 = 4_000;

impl Live {
    /// The sessions of all sockets, once each.
    pub(in crate::live) fn sessions(&self) -> Vec<SessionId> {
        let sessions: HashSet<SessionId> = self.sockets().all.values().map(|entry| entry.session).collect();
        sessions.into_iter().collect()
    }

    /// Closes the sockets of sessions that do not hold, and takes over what the others may see now.
    pub(in crate::live) fn hold(&self, asked: &[SessionId], holding: Vec<(SessionId, Actor)>) {
        let asked: HashSet<SessionId> = asked.iter().copied().collect();
        let holding: HashMap<SessionId, Arc<Actor>> =
            holding.into_iter().map(|(session, actor)| (session, Arc::new(actor))).collect();
        for entry in self.sockets().all.values_mut().filter(|entry| asked.contains(&entry.session)) {
            match holding.get(&entry.session) {
                Some(actor) => entry.actor = actor.clone(),
                None => entry.close(SIGNED_OUT, 0),
            }
        }
    }

    /// Tells everybody to come back, not all at once, and takes nobody else; waits a moment until they have been told.
    pub async fn close(&self) {
        self.say_farewell();
        let all_gone = async {
            while self.count() > 0 {
                sleep(GOING).await;
            }
        };
        // Whoever does not listen comes back all the same, a little later.
        let _ = timeout(FAREWELL, all_gone).await;
    }

    fn say_farewell(&self) {
        let mut sockets = self.sockets();
        sockets.closing = true;
        for (n, entry) in sockets.all.values().enumerate() {
            // Spread evenly over some seconds: the next process is not met by all at once.
            let millis = u64::try_from(n).unwrap_or_default().wrapping_mul(997) % COME_BACK_WITHIN;
            entry.close(RESTARTING, FIRST_COME_BACK + millis);
        }
    }
}
