//! State of all sockets of a process, protected by the hub's lock.

use super::presence::{PresenceTracker, RemotePerson};
use axum::extract::ws::Utf8Bytes;
use domain::{
    auth::SessionId,
    bookings::BookingId,
    events::Seq,
    live::{Changed, Days, Presence, ToPage},
    staff::{Actor, Scope, UserId},
};
use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::sync::{mpsc::Sender, watch};

/// Longest time between a page's request for other days and its message about them.
const RECENT_CHANGES_AGE: Duration = Duration::from_secs(5);
/// Far more pages than a person opens. Limits what a misbehaving program can cost other users.
const MAX_SOCKETS_PER_SESSION: usize = 64;
/// In a burst of changes the oldest ones are dropped.
const MAX_RECENT_CHANGES: usize = 256;

/// Id of a socket, unique within the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SocketId(pub u64);

/// All sockets of this process, with what they share.
pub struct Sockets {
    next: u64,
    pub all: HashMap<SocketId, SocketState>,
    /// Number of sockets by session.
    count_by_session: HashMap<SessionId, usize>,
    /// Sequence number up to which all sockets were notified; `None` until the dispatcher has started.
    pub last: Option<Seq>,
    pub presence: PresenceTracker,
    /// Recent changes with their times.
    pub recent: VecDeque<(Instant, Changed)>,
    /// People who do not want to be disturbed.
    pub busy: HashSet<UserId>,
    /// The process is stopping: new sockets are refused.
    pub closing: bool,
}

pub struct SocketState {
    pub actor: Arc<Actor>,
    pub session: SessionId,
    pub queue: Sender<Utf8Bytes>,
    /// Request to close the socket. Separate from the queue, which may be full.
    pub closing: watch::Sender<Option<Closing>>,
    /// The queue was full and messages were dropped: the page has to reload its data.
    pub lagging: Arc<AtomicBool>,
    /// The page has sent `Hello` and receives messages.
    pub subscribed: bool,
    pub range: Option<Days>,
    pub booking: Option<BookingId>,
    pub state: Presence,
}

/// Reason for closing a socket.
#[derive(Clone, Copy, Debug)]
pub struct Closing {
    /// WebSocket close code (protocols.md, "The live socket").
    pub code: u16,
    /// Delay before the page reconnects, in milliseconds.
    pub reconnect_in_ms: u64,
}

impl Sockets {
    pub fn new() -> Self {
        Sockets {
            next: 0,
            all: HashMap::new(),
            count_by_session: HashMap::new(),
            last: None,
            presence: PresenceTracker::default(),
            recent: VecDeque::new(),
            busy: HashSet::new(),
            closing: false,
        }
    }

    /// `None` if the session has reached [`MAX_SOCKETS_PER_SESSION`].
    pub fn add(&mut self, socket: SocketState) -> Option<SocketId> {
        let count = self.count_by_session.entry(socket.session).or_default();
        if *count == MAX_SOCKETS_PER_SESSION {
            return None;
        }
        *count += 1;
        self.next += 1;
        self.all.insert(SocketId(self.next), socket);
        Some(SocketId(self.next))
    }

    pub fn remove(&mut self, id: SocketId) -> Option<SocketState> {
        let socket = self.all.remove(&id)?;
        if let Some(count) = self.count_by_session.get_mut(&socket.session) {
            *count -= 1;
            if *count == 0 {
                self.count_by_session.remove(&socket.session);
            }
        }
        Some(socket)
    }

    pub fn last_seq(&self) -> Seq {
        // Sockets are only accepted once it is known.
        self.last.unwrap_or(Seq(0))
    }

    pub fn people(&self) -> ToPage {
        ToPage::People { people: self.presence.people() }
    }

    pub fn send_to_user(&self, user: UserId, message: &ToPage) {
        let Some(text) = to_text(message) else { return };
        for socket in self.all.values().filter(|socket| socket.subscribed && socket.actor.id == user) {
            socket.send_text(text.clone());
        }
    }

    /// Sends changes of presence to all pages.
    pub fn broadcast_presence(&mut self) {
        let local = self.all.values().filter(|socket| socket.subscribed).map(|socket| (socket.actor.id, socket.state));
        for (user, state) in self.presence.update(local, &self.busy) {
            let message = ToPage::Presence { user, state };
            let Some(text) = to_text(&message) else { continue };
            for socket in self.all.values().filter(|socket| socket.subscribed) {
                socket.send_text(text.clone());
            }
        }
    }

    /// Keeps a change for pages that are about to show other days.
    pub fn record_change(&mut self, changed: &Changed) {
        if self.recent.len() >= MAX_RECENT_CHANGES {
            self.recent.pop_front();
        }
        self.recent.push_back((Instant::now(), changed.clone()));
    }

    /// Whether the socket should have received a recent change but was not showing its days at the time.
    pub fn has_missed(&self, socket: &SocketState, before: Option<Days>) -> bool {
        let recent = self.recent.iter().rev().take_while(|(at, _)| at.elapsed() < RECENT_CHANGES_AGE);
        recent
            .map(|(_, changed)| changed)
            .any(|changed| socket.should_receive(changed) && !socket.is_showing(before, changed))
    }

    /// Takes a booking from the sockets of people who may see it no more. Returns whether there were any.
    pub fn hide_booking(&mut self, changed: &Changed) -> bool {
        let is_shown = |socket: &SocketState| socket.booking.is_some_and(|id| id.0 == changed.id);
        let mut hidden = false;
        for socket in self.all.values_mut().filter(|socket| is_shown(socket)) {
            if changed.entity == "booking" && !socket.actor.sees_bookings_of(changed.master) {
                socket.booking = None;
                hidden = true;
            }
        }
        hidden
    }

    /// Sends the viewers of a booking to each other.
    pub fn send_viewers(&self, booking: Option<BookingId>) {
        let Some(booking) = booking else { return };
        let mut viewers: Vec<(UserId, String)> = self.presence.viewers(booking);
        let local = self.all.values().filter(|socket| socket.booking == Some(booking));
        viewers.extend(local.clone().map(|socket| (socket.actor.id, socket.actor.name.clone())));
        viewers.sort();
        viewers.dedup();
        for socket in local {
            let others = viewers.iter().filter(|(user, _)| *user != socket.actor.id);
            socket.send(&ToPage::Viewers { booking, names: others.map(|(_, name)| name.clone()).collect() });
        }
    }

    pub fn send_all_viewers(&self) {
        let shown: HashSet<BookingId> = self.all.values().filter_map(|socket| socket.booking).collect();
        for booking in shown {
            self.send_viewers(Some(booking));
        }
    }

    /// People with subscribed sockets at this process.
    pub fn local_people(&self) -> Vec<RemotePerson> {
        let mut people: HashMap<UserId, (String, Presence, Vec<BookingId>)> = HashMap::new();
        for socket in self.all.values().filter(|socket| socket.subscribed) {
            let new = || (socket.actor.name.clone(), socket.state, Vec::new());
            let (_, state, bookings) = people.entry(socket.actor.id).or_insert_with(new);
            *state = (*state).min(socket.state);
            bookings.extend(socket.booking);
        }
        people.into_iter().map(|(user, (name, state, bookings))| (user, name, state, bookings)).collect()
    }
}

impl SocketState {
    /// Whether the actor may see the change and the page shows its days.
    pub fn should_receive(&self, changed: &Changed) -> bool {
        self.is_showing(self.range, changed) && may_see(&self.actor, changed)
    }

    /// Whether the change is within these days or of the open booking.
    fn is_showing(&self, range: Option<Days>, changed: &Changed) -> bool {
        match (range, &changed.days) {
            (Some(shown), Some(days)) => shown.meet(days) || self.booking.is_some_and(|id| id.0 == changed.id),
            _ => true,
        }
    }

    pub fn send(&self, message: &ToPage) {
        if let Some(text) = to_text(message) {
            self.send_text(text);
        }
    }

    pub fn send_text(&self, text: Utf8Bytes) {
        if self.lagging.load(Ordering::Relaxed) || self.closing.borrow().is_some() {
            return;
        }
        if self.queue.try_send(text).is_err() {
            self.lagging.store(true, Ordering::Relaxed);
        }
    }

    pub fn close(&self, code: u16, reconnect_in_ms: u64) {
        self.closing.send_replace(Some(Closing { code, reconnect_in_ms }));
    }
}

/// Only changes of bookings are sent so far.
pub fn may_see(actor: &Actor, changed: &Changed) -> bool {
    match (changed.entity.as_str(), actor.bookings()) {
        ("booking", Ok(Scope::All)) => true,
        ("booking", Ok(Scope::Own(id))) => changed.masters.contains(&id),
        _ => false,
    }
}

pub fn changed_message(seq: Seq, changed: &Changed) -> ToPage {
    let Changed { entity, id, version, days, .. } = changed.clone();
    ToPage::Changed { seq, entity, id, version, range: days }
}

pub fn to_text(message: &ToPage) -> Option<Utf8Bytes> {
    match serde_json::to_string(message) {
        Ok(text) => Some(text.into()),
        Err(problem) => {
            tracing::error!(%problem, "a message could not be serialized");
            None
        }
    }
}
