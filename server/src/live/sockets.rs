//! The sockets of a process, and what is said on them. Whoever has them holds the hub's lock.

use super::presence::{Elsewhere, Present};
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

/// A page's answer for other days is on its way for no longer.
const RECENT: Duration = Duration::from_secs(5);
/// Pages that one session has open at one process, at most: nobody has as many, and a program that opens them without end is
/// refused before it costs anybody else something.
const MOST_OF_SESSION: usize = 64;
/// In a rush of changes the oldest are not remembered.
const MOST_RECENT: usize = 256;

/// One socket of this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SocketId(pub u64);

/// All of them.
pub struct Sockets {
    next: u64,
    pub all: HashMap<SocketId, Entry>,
    /// How many each session has.
    of_session: HashMap<SessionId, usize>,
    /// The feed's last place that everybody was told of; `None`: the process has only just started.
    pub last: Option<Seq>,
    pub present: Present,
    /// What changed in the last moments, and when.
    pub recent: VecDeque<(Instant, Changed)>,
    /// Who wants not to be disturbed.
    pub busy: HashSet<UserId>,
    /// No more are taken.
    pub closing: bool,
}

/// What the hub knows of a socket.
pub struct Entry {
    pub actor: Arc<Actor>,
    pub session: SessionId,
    pub queue: Sender<Utf8Bytes>,
    /// That it is to be closed: beside the queue, which may be full.
    pub end: watch::Sender<Option<Farewell>>,
    /// It was too slow: what it shows is not to be trusted.
    pub behind: Arc<AtomicBool>,
    /// Has said hello: from here on it is told everything.
    pub greeted: bool,
    pub range: Option<Days>,
    pub booking: Option<BookingId>,
    pub state: Presence,
}

/// Why a socket is closed.
#[derive(Clone, Copy, Debug)]
pub struct Farewell {
    /// The close code.
    pub code: u16,
    /// When to come back, in milliseconds.
    pub come_back: u64,
}

impl Sockets {
    pub fn none() -> Self {
        Sockets {
            next: 0,
            all: HashMap::new(),
            of_session: HashMap::new(),
            last: None,
            present: Present::default(),
            recent: VecDeque::new(),
            busy: HashSet::new(),
            closing: false,
        }
    }

    /// `None`: its session has as many as one may have.
    pub fn add(&mut self, entry: Entry) -> Option<SocketId> {
        let count = self.of_session.entry(entry.session).or_default();
        if *count == MOST_OF_SESSION {
            return None;
        }
        *count += 1;
        self.next += 1;
        self.all.insert(SocketId(self.next), entry);
        Some(SocketId(self.next))
    }

    pub fn remove(&mut self, id: SocketId) -> Option<Entry> {
        let entry = self.all.remove(&id)?;
        if let Some(count) = self.of_session.get_mut(&entry.session) {
            *count -= 1;
            if *count == 0 {
                self.of_session.remove(&entry.session);
            }
        }
        Some(entry)
    }

    pub fn reached(&self) -> Seq {
        // Nobody joins before it is known.
        self.last.unwrap_or(Seq(0))
    }

    pub fn people(&self) -> ToPage {
        ToPage::People { people: self.present.people() }
    }

    pub fn say_to(&self, user: UserId, message: &ToPage) {
        let Some(text) = text(message) else { return };
        for entry in self.all.values().filter(|entry| entry.greeted && entry.actor.id == user) {
            entry.say_text(text.clone());
        }
    }

    /// Tells everybody how people are reached, where that has changed.
    pub fn show_presence(&mut self) {
        let here = self.all.values().filter(|entry| entry.greeted).map(|entry| (entry.actor.id, entry.state));
        for (user, state) in self.present.update(here, &self.busy) {
            let message = ToPage::Presence { user, state };
            let Some(text) = text(&message) else { continue };
            for entry in self.all.values().filter(|entry| entry.greeted) {
                entry.say_text(text.clone());
            }
        }
    }

    /// Remembers what changed, for pages that are about to show other days.
    pub fn remember(&mut self, changed: &Changed) {
        if self.recent.len() >= MOST_RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back((Instant::now(), changed.clone()));
    }

    /// Whether something changed a moment ago that is for this socket, and was not before it showed what it shows.
    pub fn has_missed(&self, entry: &Entry, before: Option<Days>) -> bool {
        let recent = self.recent.iter().rev().take_while(|(at, _)| at.elapsed() < RECENT);
        recent.map(|(_, changed)| changed).any(|changed| entry.is_for(changed) && !entry.shows(before, changed))
    }

    /// Tells whoever looks at a booking who else does.
    pub fn show_viewers(&self, booking: Option<BookingId>) {
        let Some(booking) = booking else { return };
        let mut viewers: Vec<(UserId, String)> = self.present.viewers(booking);
        let here = self.all.values().filter(|entry| entry.booking == Some(booking));
        viewers.extend(here.clone().map(|entry| (entry.actor.id, entry.actor.name.clone())));
        viewers.sort();
        viewers.dedup();
        for entry in here {
            let others = viewers.iter().filter(|(user, _)| *user != entry.actor.id);
            entry.say(&ToPage::Viewers { booking, names: others.map(|(_, name)| name.clone()).collect() });
        }
    }

    pub fn show_all_viewers(&self) {
        let shown: HashSet<BookingId> = self.all.values().filter_map(|entry| entry.booking).collect();
        for booking in shown {
            self.show_viewers(Some(booking));
        }
    }

    /// Who is here, how they are reached, and which bookings they look at.
    pub fn here(&self) -> Vec<Elsewhere> {
        let mut people: HashMap<UserId, (String, Presence, Vec<BookingId>)> = HashMap::new();
        for entry in self.all.values().filter(|entry| entry.greeted) {
            let new = || (entry.actor.name.clone(), entry.state, Vec::new());
            let (_, state, bookings) = people.entry(entry.actor.id).or_insert_with(new);
            *state = (*state).min(entry.state);
            bookings.extend(entry.booking);
        }
        people.into_iter().map(|(user, (name, state, bookings))| (user, name, state, bookings)).collect()
    }
}

impl Entry {
    /// Whether whoever is at this socket may see what changed, and shows it.
    pub fn is_for(&self, changed: &Changed) -> bool {
        self.shows(self.range, changed) && may_see(&self.actor, changed)
    }

    /// Whether it would be among what is shown, of these days or as the open booking.
    fn shows(&self, range: Option<Days>, changed: &Changed) -> bool {
        match (range, &changed.days) {
            (Some(shown), Some(days)) => shown.meet(days) || self.booking.is_some_and(|id| id.0 == changed.id),
            _ => true,
        }
    }

    pub fn say(&self, message: &ToPage) {
        if let Some(text) = text(message) {
            self.say_text(text);
        }
    }

    pub fn say_text(&self, text: Utf8Bytes) {
        if self.behind.load(Ordering::Relaxed) || self.end.borrow().is_some() {
            return;
        }
        if self.queue.try_send(text).is_err() {
            self.behind.store(true, Ordering::Relaxed);
        }
    }

    pub fn close(&self, code: u16, come_back: u64) {
        self.end.send_replace(Some(Farewell { code, come_back }));
    }
}

/// Changes of bookings are told to who may see them; of nothing else yet.
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

pub fn text(message: &ToPage) -> Option<Utf8Bytes> {
    match serde_json::to_string(message) {
        Ok(text) => Some(text.into()),
        Err(problem) => {
            tracing::error!(%problem, "a message could not be written");
            None
        }
    }
}
