//! When a page's socket is opened again: a state machine without a clock, a network or dice of its own.
//!
//! Source of every figure: the reconnect policy of the live socket (ARCHITECTURE.md, "How a page stays live").

use std::time::Duration;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

/// A connection that was not welcomed by then is given up.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The first delay; each is twice the one before.
pub const FIRST_DELAY: Duration = Duration::from_secs(5);
/// No delay is longer, its spread aside.
pub const LONGEST_DELAY: Duration = Duration::from_secs(60);
/// At most this part of a delay is added to it, so that pages do not come back all at once.
pub const SPREAD: f64 = 0.2;
/// So many attempts in a row; then it is the person's turn.
pub const ATTEMPTS: u32 = 10;

/// Milliseconds of a clock that only goes forward.
pub type Millis = u64;

/// One socket, or one timer: what an older one has to say changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(u32);

/// How the link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Nobody asked for one yet.
    Idle,
    /// A socket is being opened.
    Connecting {
        /// Which attempt since the last welcome, from 1.
        attempt: u32,
    },
    /// The server said welcome.
    Connected,
    /// The next attempt comes by itself.
    Waiting {
        /// Which it will be, from 1.
        attempt: u32,
        /// When.
        until: Millis,
    },
    /// The device has no network; the next attempt comes with it.
    Offline,
    /// Too many attempts failed: a person has to ask for the next.
    Stopped,
    /// The server wants no further attempt of this session.
    Refused(Refused),
}

/// Why the server wants no further attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The session has ended.
    SignedOut,
    /// Whoever is signed in may not.
    Forbidden,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page wants a link.
    Start,
    /// The server's first message arrived.
    Welcome(Generation),
    /// A socket has ended, or could not be opened.
    Closed(Generation, Ending),
    /// A timer has run out.
    Woke(Generation),
    /// The device has a network again.
    Online,
    /// The device has none.
    Offline,
    /// The page is looked at again.
    Visible,
    /// The person pressed the button.
    Retry,
    /// The page goes away.
    Leave,
}

/// How a socket ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself, or without a word.
    Lost,
    /// The server restarts, and says when to come back.
    Restarting {
        /// After so long.
        after: Duration,
    },
    /// For good.
    Refused(Refused),
}

/// What is to be done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Close the socket of this generation, if it is still there.
    Close(Generation),
    /// Open a socket.
    Open(Generation),
    /// Send `Woke` after this time.
    Wake(Generation, Duration),
    /// Write down that an attempt will be made.
    Log {
        /// Which, from 1.
        attempt: u32,
        /// After how long.
        delay: Duration,
    },
}

/// The policy: fed with what happens, it says what to do.
#[derive(Clone, Debug)]
pub struct Reconnect {
    link: Link,
    generation: Generation,
    /// Attempts since the last welcome.
    attempts: u32,
    /// Delays since the last welcome.
    delays: u32,
    network: bool,
}

impl Reconnect {
    /// A page without a link; `network`: whether its device has one.
    pub fn new(network: bool) -> Self {
        Reconnect { link: Link::Idle, generation: Generation::default(), attempts: 0, delays: 0, network }
    }

    /// How the link stands.
    pub fn link(&self) -> Link {
        self.link
    }

    /// Takes note of what happened at `now`. `random`: evenly from 0 up to 1.
    pub fn on(&mut self, event: Event, now: Millis, random: f64) -> Vec<Effect> {
        match (event, self.link) {
            (Event::Start, Link::Idle) => self.begin(),
            (Event::Retry, Link::Stopped | Link::Waiting { .. }) => {
                self.forget();
                self.begin()
            }
            (Event::Welcome(of), Link::Connecting { .. }) if of == self.generation => {
                self.forget();
                self.link = Link::Connected;
                Vec::new()
            }
            (Event::Closed(of, ending), Link::Connecting { .. } | Link::Connected) if of == self.generation => {
                self.ended(ending, now, random)
            }
            (Event::Woke(of), Link::Connecting { .. }) if of == self.generation => {
                let mut effects = vec![Effect::Close(of)];
                effects.extend(self.ended(Ending::Lost, now, random));
                effects
            }
            (Event::Woke(of), Link::Waiting { .. }) if of == self.generation => self.open(),
            (Event::Online, Link::Offline) => {
                self.network = true;
                self.begin()
            }
            (Event::Online, link) => {
                self.network = true;
                self.nudge(link)
            }
            (Event::Visible, link) => self.nudge(link),
            (Event::Offline, Link::Connecting { .. } | Link::Connected | Link::Waiting { .. }) => self.pause(),
            (Event::Offline, _) => {
                self.network = false;
                Vec::new()
            }
            (Event::Leave, Link::Connecting { .. } | Link::Connected) => self.leave(),
            (Event::Leave, _) => {
                self.turn(Link::Idle);
                Vec::new()
            }
            // Late, or without a meaning here.
            _ => Vec::new(),
        }
    }

    /// At once, or as soon as there is a network.
    fn begin(&mut self) -> Vec<Effect> {
        if self.network {
            return self.attempt_or_stop(Self::open_now);
        }
        self.turn(Link::Offline);
        Vec::new()
    }

    /// What the device says may help: one attempt, now. The count goes on.
    fn nudge(&mut self, link: Link) -> Vec<Effect> {
        match link {
            Link::Waiting { .. } => self.open_now(),
            _ => Vec::new(),
        }
    }

    /// An attempt that nobody was told of before.
    fn open_now(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::Log { attempt: self.attempts + 1, delay: Duration::ZERO }];
        effects.extend(self.open());
        effects
    }

    fn open(&mut self) -> Vec<Effect> {
        self.attempts += 1;
        let generation = self.turn(Link::Connecting { attempt: self.attempts });
        vec![Effect::Open(generation), Effect::Wake(generation, CONNECT_TIMEOUT)]
    }

    fn ended(&mut self, ending: Ending, now: Millis, random: f64) -> Vec<Effect> {
        let wanted = match ending {
            Ending::Refused(why) => {
                self.turn(Link::Refused(why));
                return Vec::new();
            }
            Ending::Restarting { after } => Some(after),
            Ending::Lost => None,
        };
        self.attempt_or_stop(|policy| {
            let delay = wanted.unwrap_or_else(|| delay(policy.delays, random));
            policy.delays += 1;
            let attempt = policy.attempts + 1;
            let millis = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
            let generation = policy.turn(Link::Waiting { attempt, until: now.saturating_add(millis) });
            vec![Effect::Log { attempt, delay }, Effect::Wake(generation, delay)]
        })
    }

    fn attempt_or_stop(&mut self, next: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        if self.attempts < ATTEMPTS {
            return next(self);
        }
        self.turn(Link::Stopped);
        Vec::new()
    }

    fn pause(&mut self) -> Vec<Effect> {
        self.network = false;
        let old = self.generation;
        let socket = !matches!(self.link, Link::Waiting { .. });
        self.turn(Link::Offline);
        if socket { vec![Effect::Close(old)] } else { Vec::new() }
    }

    fn leave(&mut self) -> Vec<Effect> {
        let old = self.generation;
        self.turn(Link::Idle);
        self.forget();
        vec![Effect::Close(old)]
    }

    fn forget(&mut self) {
        (self.attempts, self.delays) = (0, 0);
    }

    /// Goes into another state; what was begun in the one before is late from here on.
    fn turn(&mut self, link: Link) -> Generation {
        self.link = link;
        self.generation = Generation(self.generation.0.wrapping_add(1));
        self.generation
    }
}

/// The delay after so many others, with its spread.
fn delay(others: u32, random: f64) -> Duration {
    let plain = FIRST_DELAY.saturating_mul(2_u32.saturating_pow(others)).min(LONGEST_DELAY);
    plain.mul_f64(1.0 + SPREAD * random.clamp(0.0, 1.0))
}
