//! All live sockets of this process.

mod broadcast;
mod close;

pub(super) use close::TOO_SLOW;

use super::{
    bus::{Bus, Hint},
    presence::RemotePerson,
    sockets::{Closing, SocketId, SocketState, Sockets},
};
use axum::extract::ws::Utf8Bytes;
use domain::{
    auth::Signed,
    bookings::BookingId,
    events::Seq,
    live::{Days, Presence, ToPage},
    staff::{Actor, UserId},
};
use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::{
    Notify,
    mpsc::{self, Receiver},
    watch,
};

/// Messages queued per socket. A page whose queue is full has to reload its data.
const QUEUE_CAPACITY: usize = 64;

/// Registry of the live sockets of this process. Cheap to clone.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

pub(super) struct Shared {
    sockets: Mutex<Sockets>,
    /// Wakes the dispatcher: data may have changed, here or at another process.
    pub wake: Notify,
    /// A request of this process has changed what somebody has read, or their presence.
    pub people_changed: AtomicBool,
    /// Another process has reported a change.
    pub changed_remotely: AtomicBool,
    pub bus: Bus,
}

/// Registration of a socket. Dropping it removes the socket from the hub.
pub(super) struct Registration {
    pub id: SocketId,
    pub queue: Receiver<Utf8Bytes>,
    pub closing: watch::Receiver<Option<Closing>>,
    pub lagging: Arc<AtomicBool>,
    live: Live,
}

/// Why a new socket is refused, each with a status of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RegistrationError {
    /// The process is starting or shutting down.
    NotReady,
    /// The session has reached the maximum number of sockets.
    TooManySockets,
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.live.unregister(self.id);
    }
}

impl Live {
    /// A hub without sockets. With Redis or Valkey it exchanges hints with other processes.
    pub fn new(redis: Option<redis::Client>) -> Self {
        let sockets = Mutex::new(Sockets::new());
        Live(Arc::new(Shared {
            sockets,
            wake: Notify::new(),
            people_changed: AtomicBool::default(),
            changed_remotely: AtomicBool::default(),
            bus: Bus::new(redis),
        }))
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.0
    }

    fn sockets(&self) -> MutexGuard<'_, Sockets> {
        self.0.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the dispatcher after a request that may have changed data.
    pub fn wake(&self) {
        self.0.wake.notify_one();
    }

    /// Wakes the dispatcher after a change in another process.
    pub(super) fn remote_change(&self) {
        self.0.changed_remotely.store(true, Ordering::Relaxed);
        self.wake();
    }

    /// Wakes the dispatcher after somebody has read notifications or changed their presence.
    pub fn wake_for_people(&self) {
        self.0.people_changed.store(true, Ordering::Relaxed);
        self.wake();
    }

    /// Sequence number up to which all sockets were notified; `None` until the dispatcher has started.
    pub fn last(&self) -> Option<Seq> {
        self.sockets().last
    }

    /// Number of open sockets of this process.
    pub fn count(&self) -> usize {
        self.sockets().all.len()
    }

    pub(super) fn register(&self, signed: &Signed) -> Result<Registration, RegistrationError> {
        let (sender, queue) = mpsc::channel(QUEUE_CAPACITY);
        let lagging = Arc::new(AtomicBool::new(false));
        let mut sockets = self.sockets();
        if sockets.closing || sockets.last.is_none() {
            return Err(RegistrationError::NotReady);
        }
        let (closing_sender, closing) = watch::channel(None);
        let socket = SocketState {
            actor: Arc::new(signed.actor.clone()),
            session: signed.session,
            queue: sender,
            closing: closing_sender,
            lagging: lagging.clone(),
            subscribed: false,
            range: None,
            booking: None,
            state: Presence::Online,
        };
        let id = sockets.add(socket).ok_or(RegistrationError::TooManySockets)?;
        Ok(Registration { id, queue, closing, lagging, live: self.clone() })
    }

    fn unregister(&self, id: SocketId) {
        let mut sockets = self.sockets();
        let Some(socket) = sockets.remove(id) else { return };
        sockets.broadcast_presence();
        sockets.send_viewers(socket.booking);
        drop(sockets);
        self.publish_people();
    }

    /// Subscribes a socket to all messages. Returns the sequence number of the other sockets, and the people
    /// who are present.
    pub(super) fn subscribe(&self, id: SocketId) -> (Seq, ToPage) {
        let mut sockets = self.sockets();
        if let Some(socket) = sockets.all.get_mut(&id) {
            socket.subscribed = true;
        }
        sockets.broadcast_presence();
        let result = (sockets.last_seq(), sockets.people());
        drop(sockets);
        self.publish_people();
        result
    }

    /// The actor of a socket with current permissions.
    pub(super) fn actor(&self, id: SocketId) -> Option<Arc<Actor>> {
        self.sockets().all.get(&id).map(|socket| socket.actor.clone())
    }

    /// Sets what the page shows. Returns the sequence number if the page may have missed changes: it requested other
    /// days a moment ago and was not notified of changes on them meanwhile.
    pub(super) fn set_view(&self, id: SocketId, range: Option<Days>, booking: Option<BookingId>) -> Option<Seq> {
        let mut sockets = self.sockets();
        let socket = sockets.all.get_mut(&id)?;
        let before = std::mem::replace(&mut socket.booking, booking);
        let days_before = std::mem::replace(&mut socket.range, range);
        let missed = sockets.all.get(&id).is_some_and(|socket| sockets.has_missed(socket, days_before));
        let result = missed.then(|| sockets.last_seq());
        if before != booking {
            sockets.send_viewers(before);
            sockets.send_viewers(booking);
            drop(sockets);
            self.publish_people();
        }
        result
    }

    /// Sets the presence of the person at a socket.
    pub(super) fn set_presence(&self, id: SocketId, state: Presence) {
        let mut sockets = self.sockets();
        let Some(socket) = sockets.all.get_mut(&id) else { return };
        if std::mem::replace(&mut socket.state, state) != state {
            sockets.broadcast_presence();
            drop(sockets);
            self.publish_people();
        }
    }

    /// Resumes messages to a socket that was lagging. Returns the sequence number, and the people who are present.
    pub(super) fn caught_up(&self, registration: &Registration) -> (Seq, ToPage) {
        let sockets = self.sockets();
        registration.lagging.store(false, Ordering::Relaxed);
        sockets.send_viewers(sockets.all.get(&registration.id).and_then(|socket| socket.booking));
        (sockets.last_seq(), sockets.people())
    }

    /// Distinct people with subscribed sockets at this process.
    pub(super) fn people(&self) -> Vec<Arc<Actor>> {
        let sockets = self.sockets();
        let mut seen = HashSet::new();
        let subscribed = sockets.all.values().filter(|socket| socket.subscribed);
        subscribed.filter(|socket| seen.insert(socket.actor.id)).map(|socket| socket.actor.clone()).collect()
    }

    /// Replaces the people of another process.
    pub(super) fn update_remote_people(&self, process: u64, people: Vec<RemotePerson>) {
        let mut sockets = self.sockets();
        sockets.presence.update_remote_people(process, people);
        sockets.broadcast_presence();
        sockets.send_all_viewers();
    }

    /// Sends the people of this process to the other processes.
    pub(super) fn publish_people(&self) {
        if self.0.bus.is_shared() {
            let people = self.sockets().local_people();
            self.0.bus.publish(Hint::People { people });
        }
    }

    /// Sets the people who do not want to be disturbed.
    pub(super) fn set_busy(&self, busy: HashSet<UserId>) {
        let mut sockets = self.sockets();
        if sockets.busy != busy {
            sockets.busy = busy;
            sockets.broadcast_presence();
        }
    }

    /// Removes people who left a while ago and processes that have ended.
    pub(super) fn remove_departed(&self) {
        let mut sockets = self.sockets();
        if sockets.presence.remove_silent_processes() {
            sockets.send_all_viewers();
        }
        sockets.broadcast_presence();
    }
}
