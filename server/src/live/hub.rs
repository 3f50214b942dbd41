//! Everybody who has a page open at this process.

use super::{
    bus::{Bus, Hint},
    presence::Elsewhere,
    sockets::{Entry, Farewell, SocketId, Sockets, changed_message, text},
};
use axum::extract::ws::Utf8Bytes;
use domain::{
    auth::{SessionId, Signed},
    bookings::BookingId,
    events::Seq,
    live::{Changed, Days, Presence, ToPage},
    notifications::Notification,
    staff::{Actor, UserId},
};
use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{
        Notify,
        mpsc::{self, Receiver},
        watch,
    },
    time::{sleep, timeout},
};

/// Messages that wait for a socket to take them; who has more is told to ask for everything anew.
const WAITING: usize = 64;

/// What all sockets of a process share.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

pub(super) struct Shared {
    sockets: Mutex<Sockets>,
    /// Something was done, here or at another process.
    pub look: Notify,
    /// What was done concerns people themselves: what they read, and how they are reached.
    pub people: AtomicBool,
    /// Another process says that something was done.
    pub heard: AtomicBool,
    pub bus: Bus,
}

/// A socket's end of the hub; the hub forgets it when this is dropped.
pub(super) struct Place {
    pub id: SocketId,
    pub queue: Receiver<Utf8Bytes>,
    pub end: watch::Receiver<Option<Farewell>>,
    pub behind: Arc<AtomicBool>,
    live: Live,
}

/// Why a socket is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPlace {
    /// The process is about to end, or has only just started.
    NotNow,
    /// Its session has as many as one may have.
    TooMany,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.live.leave(self.id);
    }
}

impl Live {
    /// Nobody is here yet. With Redis or Valkey, other processes are told.
    pub fn new(redis: Option<redis::Client>) -> Self {
        let sockets = Mutex::new(Sockets::none());
        Live(Arc::new(Shared {
            sockets,
            look: Notify::new(),
            people: AtomicBool::default(),
            heard: AtomicBool::default(),
            bus: Bus::new(redis),
        }))
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.0
    }

    fn sockets(&self) -> MutexGuard<'_, Sockets> {
        self.0.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request may have changed something.
    pub fn look(&self) {
        self.0.look.notify_one();
    }

    /// Another process says that something was done.
    pub(super) fn heard(&self) {
        self.0.heard.store(true, Ordering::Relaxed);
        self.look();
    }

    /// Somebody has read what they were told, or is reached otherwise.
    pub fn look_at_people(&self) {
        self.0.people.store(true, Ordering::Relaxed);
        self.look();
    }

    /// How far everybody here was told; `None`: the process has only just started.
    pub fn last(&self) -> Option<Seq> {
        self.sockets().last
    }

    /// How many sockets there are.
    pub fn count(&self) -> usize {
        self.sockets().all.len()
    }

    /// Takes a socket in.
    pub(super) fn join(&self, signed: &Signed) -> Result<Place, NoPlace> {
        let (sender, queue) = mpsc::channel(WAITING);
        let behind = Arc::new(AtomicBool::new(false));
        let mut sockets = self.sockets();
        if sockets.closing || sockets.last.is_none() {
            return Err(NoPlace::NotNow);
        }
        let (farewell, end) = watch::channel(None);
        let entry = Entry {
            actor: Arc::new(signed.actor.clone()),
            session: signed.session,
            queue: sender,
            end: farewell,
            behind: behind.clone(),
            greeted: false,
            range: None,
            booking: None,
            state: Presence::Online,
        };
        let id = sockets.add(entry).ok_or(NoPlace::TooMany)?;
        Ok(Place { id, queue, end, behind, live: self.clone() })
    }

    fn leave(&self, id: SocketId) {
        let mut sockets = self.sockets();
        let Some(entry) = sockets.remove(id) else { return };
        sockets.show_presence();
        sockets.show_viewers(entry.booking);
        drop(sockets);
        self.publish_presence();
    }

    /// From here on the socket is told everything; answers up to where everybody else was told, and who is there.
    pub(super) fn greet(&self, id: SocketId) -> (Seq, ToPage) {
        let mut sockets = self.sockets();
        if let Some(entry) = sockets.all.get_mut(&id) {
            entry.greeted = true;
        }
        sockets.show_presence();
        let answer = (sockets.reached(), sockets.people());
        drop(sockets);
        self.publish_presence();
        answer
    }

    /// Who is at a socket, as they may now.
    pub(super) fn actor(&self, id: SocketId) -> Option<Arc<Actor>> {
        self.sockets().all.get(&id).map(|entry| entry.actor.clone())
    }

    /// What a socket shows. Answers up to where everybody was told, if some of that may be missing in what it shows: it
    /// asked for other days a moment ago, and was not told meanwhile what changed on them.
    pub(super) fn watch(&self, id: SocketId, range: Option<Days>, booking: Option<BookingId>) -> Option<Seq> {
        let mut sockets = self.sockets();
        let entry = sockets.all.get_mut(&id)?;
        let before = std::mem::replace(&mut entry.booking, booking);
        let days_before = std::mem::replace(&mut entry.range, range);
        let missed = sockets.all.get(&id).is_some_and(|entry| sockets.has_missed(entry, days_before));
        let answer = missed.then(|| sockets.reached());
        if before != booking {
            sockets.show_viewers(before);
            sockets.show_viewers(booking);
            drop(sockets);
            self.publish_presence();
        }
        answer
    }

    /// How the person at a socket is reached.
    pub(super) fn here(&self, id: SocketId, state: Presence) {
        let mut sockets = self.sockets();
        let Some(entry) = sockets.all.get_mut(&id) else { return };
        if std::mem::replace(&mut entry.state, state) != state {
            sockets.show_presence();
            drop(sockets);
            self.publish_presence();
        }
    }

    /// A socket that was behind is told everything again: answers from where on, and who is there.
    pub(super) fn caught_up(&self, place: &Place) -> (Seq, ToPage) {
        let sockets = self.sockets();
        place.behind.store(false, Ordering::Relaxed);
        sockets.show_viewers(sockets.all.get(&place.id).and_then(|entry| entry.booking));
        (sockets.reached(), sockets.people())
    }

    /// Tells what happened at `seq` to whoever may see it.
    pub(super) fn changed(&self, seq: Seq, changed: &Changed) {
        let message = changed_message(seq, changed);
        let Some(text) = text(&message) else { return };
        let mut sockets = self.sockets();
        sockets.last = sockets.last.max(Some(seq));
        sockets.remember(changed);
        for entry in sockets.all.values().filter(|entry| entry.greeted && entry.is_for(changed)) {
            entry.say_text(text.clone());
        }
    }

    /// Everybody was told what came before.
    pub(super) fn reached(&self, seq: Seq) {
        let mut sockets = self.sockets();
        sockets.last = sockets.last.max(Some(seq));
    }

    /// Some of the feed could not be read: everybody asks for everything anew.
    pub(super) fn resync(&self, seq: Seq) {
        let mut sockets = self.sockets();
        sockets.last = Some(seq);
        for entry in sockets.all.values().filter(|entry| entry.greeted) {
            entry.say(&ToPage::Resync { seq });
        }
    }

    /// The people who have a page open here.
    pub(super) fn people(&self) -> Vec<Arc<Actor>> {
        let sockets = self.sockets();
        let mut seen = HashSet::new();
        let greeted = sockets.all.values().filter(|entry| entry.greeted);
        greeted.filter(|entry| seen.insert(entry.actor.id)).map(|entry| entry.actor.clone()).collect()
    }

    /// Tells people what they are told at `seq`, each on all their pages.
    pub(super) fn told(&self, seq: Seq, told: Vec<(UserId, Notification)>) {
        let mut sockets = self.sockets();
        sockets.last = sockets.last.max(Some(seq));
        for (user, notification) in told {
            sockets.say_to(user, &ToPage::Notification(notification));
        }
    }

    /// Says how many are unread, on all of somebody's pages.
    pub(super) fn unread(&self, user: UserId, count: u32) {
        self.sockets().say_to(user, &ToPage::Unread { count });
    }

    /// The sessions of all sockets, once each.
    pub(super) fn sessions(&self) -> Vec<SessionId> {
        let sessions: HashSet<SessionId> = self.sockets().all.values().map(|entry| entry.session).collect();
        sessions.into_iter().collect()
    }

    /// Closes the sockets of sessions that do not hold, and takes over what the others may see now.
    pub(super) fn hold(&self, asked: &[SessionId], holding: Vec<(SessionId, Actor)>) {
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

    /// What other processes say of who is there.
    pub(super) fn elsewhere(&self, process: u64, people: Vec<Elsewhere>) {
        let mut sockets = self.sockets();
        sockets.present.elsewhere(process, people);
        sockets.show_presence();
        sockets.show_all_viewers();
    }

    /// Says to other processes who is here.
    pub(super) fn publish_presence(&self) {
        if self.0.bus.is_shared() {
            let people = self.sockets().here();
            self.0.bus.publish(Hint::People { people });
        }
    }

    /// Who wants not to be disturbed now.
    pub(super) fn set_busy(&self, busy: HashSet<UserId>) {
        let mut sockets = self.sockets();
        if sockets.busy != busy {
            sockets.busy = busy;
            sockets.show_presence();
        }
    }

    /// Who left a while ago is gone; so are processes that are silent.
    pub(super) fn tidy(&self) {
        let mut sockets = self.sockets();
        if sockets.present.forget_silent() {
            sockets.show_all_viewers();
        }
        sockets.show_presence();
    }
}

/// The session has ended (protocols.md, "The live socket").
pub(super) const SIGNED_OUT: u16 = 4401;
/// The process ends; another one follows.
pub(super) const RESTARTING: u16 = 1012;
/// Whoever does not read what is said is cut off.
pub(super) const TOO_SLOW: u16 = 1013;
/// Whoever does not take the farewell by then is not waited for.
const FAREWELL: Duration = Duration::from_secs(3);
const GOING: Duration = Duration::from_millis(10);
/// Nobody comes back sooner, in milliseconds: the next process has to start.
const FIRST_COME_BACK: u64 = 1_000;
/// All come back within so many milliseconds after that.
const COME_BACK_WITHIN: u64 = 4_000;
