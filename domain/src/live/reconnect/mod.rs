//! The reconnect policy of a page's live socket, as a pure state machine: clock, network and random numbers are
//! arguments.
//!
//! Source of all figures: protocols.md, "The live socket".

use std::time::Duration;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

/// An attempt without a `welcome` after this time has failed.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// First delay; each further one is doubled.
pub const FIRST_DELAY: Duration = Duration::from_secs(5);
/// Upper limit of a delay, without its random part.
pub const LONGEST_DELAY: Duration = Duration::from_secs(60);
/// Largest random part, as a fraction of the delay, so that pages do not reconnect all at once.
pub const SPREAD: f64 = 0.2;
/// Attempts in a row until the policy stops and waits for the button.
pub const ATTEMPTS: u32 = 10;

/// Milliseconds of a monotonic clock.
pub type Millis = u64;

/// Number of a socket or timer; events of an older generation are ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(u32);

/// State of the connection between a page and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not started, or the page has left.
    Idle,
    /// A socket is being opened, or has not received `welcome` yet.
    Connecting {
        /// Number of the attempt since the last welcome, from 1.
        attempt: u32,
    },
    /// The server has sent `welcome` on the present socket.
    Connected,
    /// The next attempt is scheduled by a timer.
    Waiting {
        /// Number of the next attempt, from 1.
        attempt: u32,
        /// Time of the next attempt on the monotonic clock.
        until: Millis,
    },
    /// The device has no network; the next attempt is made when it is back.
    Offline,
    /// Too many attempts failed; the next one needs the button.
    Stopped,
    /// The server refused this session; no further attempts.
    Refused(Refused),
}

/// Why the server refused the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The session has ended (close code 4401).
    SignedOut,
    /// The person lacks the permission (close code 4403).
    Forbidden,
}

/// Input of the state machine, from the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page starts to use the connection.
    Start,
    /// The server's `welcome` arrived on this socket.
    Welcome(Generation),
    /// This socket was closed, or could not be opened.
    Closed(Generation, Ending),
    /// The timer of this generation has expired.
    Woke(Generation),
    /// The device has a network again.
    Online,
    /// The device has lost its network.
    Offline,
    /// The page has become visible.
    Visible,
    /// The user has pressed the reconnect button.
    Retry,
    /// The page is being left; its socket is closed.
    Leave,
}

/// How a socket was closed, from its close code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Without a close code that the policy knows.
    Lost,
    /// The server restarts and names the delay (close code 1012).
    Restarting {
        /// Delay until the next attempt.
        after: Duration,
    },
    /// The server refused the session; no further attempts.
    Refused(Refused),
}

/// Output of the state machine, to be executed in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Close the socket of this generation, if it is open.
    Close(Generation),
    /// Open a socket with this generation.
    Open(Generation),
    /// Send `Woke` with this generation after this time.
    Wake(Generation, Duration),
    /// Write the next attempt to the console.
    Log {
        /// Number of the attempt, from 1.
        attempt: u32,
        /// Delay until the attempt; zero if it is made at once.
        delay: Duration,
    },
}

/// The state machine of the reconnect policy.
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
    /// A policy in the state `Idle`; `network`: whether the device has a network.
    pub fn new(network: bool) -> Self {
        Reconnect { link: Link::Idle, generation: Generation::default(), attempts: 0, delays: 0, network }
    }

    /// Present state of the connection.
    pub fn link(&self) -> Link {
        self.link
    }

    /// Handles an event at time `now` and returns what to do. `random` is uniformly distributed in `[0, 1)`.
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
            // An event of an older generation, or without effect in this state.
            _ => Vec::new(),
        }
    }

    /// Starts an attempt now, or when the network is back.
    fn begin(&mut self) -> Vec<Effect> {
        if self.network {
            return self.attempt_or_stop(Self::open_now);
        }
        self.turn(Link::Offline);
        Vec::new()
    }

    /// Attempts at once instead of waiting; does not reset the count.
    fn nudge(&mut self, link: Link) -> Vec<Effect> {
        match link {
            Link::Waiting { .. } => self.open_now(),
            _ => Vec::new(),
        }
    }

    /// Opens a socket without a preceding delay, and logs the attempt.
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

    /// Changes the state. The new generation invalidates older sockets and timers.
    fn turn(&mut self, link: Link) -> Generation {
        self.link = link;
        self.generation = Generation(self.generation.0.wrapping_add(1));
        self.generation
    }
}

/// The delay after `others` earlier ones, with its random part.
fn delay(others: u32, random: f64) -> Duration {
    let plain = FIRST_DELAY.saturating_mul(2_u32.saturating_pow(others)).min(LONGEST_DELAY);
    plain.mul_f64(1.0 + SPREAD * random.clamp(0.0, 1.0))
}
