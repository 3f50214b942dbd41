//! Carries out the effects of the reconnect policy, and sends the page's messages.

use super::{Live, Watched, api::show_build};
use crate::core::{
    browser::{self, Heard, Socket},
    changes::BookingChanges,
    error::AppError,
};
use domain::{
    bookings::BookingId,
    events::Seq,
    live::{
        FromPage, Presence, SILENCE,
        reconnect::{Effect as Do, Ending, Event, Generation, Reconnect, Refused},
    },
    notifications::Notification,
    staff::UserId,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use serde::Serialize;
use std::time::Duration;

const PATH: &str = "/api/ws/notifications";
/// A page in the background for this long counts as away.
const AWAY: Duration = Duration::from_secs(60);

/// Close codes (protocols.md, "The live socket").
const SIGNED_OUT: u16 = 4401;
const FORBIDDEN: u16 = 4403;
const RESTARTING: u16 = 1012;

/// Shows new notifications, all of one burst at once.
type Tell = Box<dyn Fn(Vec<Notification>)>;

/// The page's end of the live link.
#[derive(Clone, Copy)]
pub struct Driver {
    pub(super) live: Live,
    pub(super) changes: BookingChanges,
    pub(super) me: UserId,
    pub(super) tell: StoredValue<Tell, LocalStorage>,
    pub(super) state: StoredValue<State, LocalStorage>,
}

pub(super) struct State {
    pub policy: Reconnect,
    pub socket: Option<(Generation, Socket)>,
    /// Whether the server has sent its welcome on this socket.
    pub welcomed: bool,
    /// When the last message arrived, in milliseconds since 1970.
    pub heard: u64,
    pub away: Option<TimeoutHandle>,
    /// The last event that this page knows.
    pub last: Option<Seq>,
    /// Reconnect delay that the server announced before closing.
    pub come_back: Option<Duration>,
    /// Bookings that changed since the last refresh, and whether they are new.
    pub changed: Vec<(BookingId, bool)>,
    pub gathering: bool,
    /// Notifications that are not shown yet.
    pub came: Vec<Notification>,
    pub timers: Vec<TimeoutHandle>,
}

impl Driver {
    /// `last`: the last event that is included in the page; `None`: unknown.
    pub fn new(
        live: Live,
        changes: BookingChanges,
        me: UserId,
        last: Option<Seq>,
        tell: impl Fn(Vec<Notification>) + 'static,
    ) -> Self {
        let state = State {
            policy: Reconnect::new(browser::has_network()),
            socket: None,
            welcomed: false,
            heard: 0,
            away: None,
            last,
            come_back: None,
            changed: Vec::new(),
            gathering: false,
            came: Vec::new(),
            timers: Vec::new(),
        };
        Driver { live, changes, me, tell: StoredValue::new_local(Box::new(tell)), state: StoredValue::new_local(state) }
    }

    /// Passes an event to the policy, and carries out its effects.
    pub fn on(self, event: Event) {
        let now = self.state.try_update_value(|state| {
            let todo = state.policy.on(event, browser::clock(), browser::dice());
            (todo, state.policy.link())
        });
        // The page may have been left, which disposes the state.
        let Some((todo, link)) = now else { return };
        self.live.link.set(link);
        for effect in todo {
            self.carry_out(effect);
        }
    }

    fn carry_out(self, effect: Do) {
        match effect {
            Do::Close(of) => self.state.update_value(|state| drop(state.socket.take_if(|(is, _)| *is == of))),
            Do::Open(of) => {
                let socket = Socket::open(PATH, move |heard| self.hear(of, heard));
                let opened = socket.is_some();
                self.state.update_value(|state| {
                    state.welcomed = false;
                    state.socket = socket.map(|socket| (of, socket));
                });
                if !opened {
                    // Deferred: the policy must not be re-entered while its effects are carried out.
                    set_timeout(move || self.on(Event::Closed(of, Ending::Lost)), Duration::ZERO);
                }
            }
            Do::Wake(of, after) => {
                let timer = set_timeout_with_handle(move || self.on(Event::Woke(of)), after);
                self.state.update_value(|state| {
                    // A new timer replaces the earlier one.
                    state.timers.drain(..).for_each(|old| old.clear());
                    state.timers.extend(timer);
                });
            }
            Do::Log { attempt, delay } => {
                browser::note(&format!("live: attempt {attempt} in {} ms", delay.as_millis()));
            }
        }
    }

    fn hear(self, of: Generation, heard: Heard) {
        let current = self.state.try_update_value(|state| {
            state.heard = browser::clock();
            state.socket.as_ref().is_some_and(|(is, _)| *is == of)
        });
        if current != Some(true) {
            return;
        }
        match heard {
            Heard::Said(text) => match serde_json::from_str(&text) {
                Ok(message) => self.take_in(of, message),
                Err(problem) => browser::note(&format!("live: {problem}")),
            },
            Heard::Ended(code) => self.ended(of, code),
        }
    }

    fn ended(self, of: Generation, code: u16) {
        let (welcomed, come_back) = self.state.with_value(|state| (state.welcomed, state.come_back));
        let ending = match code {
            SIGNED_OUT => Ending::Refused(Refused::SignedOut),
            FORBIDDEN => Ending::Refused(Refused::Forbidden),
            RESTARTING => come_back.map_or(Ending::Lost, |after| Ending::Restarting { after }),
            _ => Ending::Lost,
        };
        if welcomed || ending != Ending::Lost {
            return self.on(Event::Closed(of, ending));
        }
        // Browsers do not expose why a handshake failed; an expired session is found by a server function instead.
        spawn_local(async move {
            let out = matches!(show_build().await, Err(AppError::SignedOut));
            self.on(Event::Closed(of, if out { Ending::Refused(Refused::SignedOut) } else { Ending::Lost }));
        });
    }

    /// Tells the server which bookings this page shows.
    pub fn watch(self, watched: &Watched) {
        self.say(&FromPage::Watch { range: watched.range, booking: watched.booking });
    }

    /// Closes a link that was silent for too long: a device reconnects after sleep without a close event.
    pub fn look_after(self) {
        let dead = self.state.try_update_value(|state| {
            let silent = u128::from(browser::clock().saturating_sub(state.heard)) > SILENCE.as_millis();
            state.socket.take_if(|_| state.welcomed && silent).map(|(of, _)| of)
        });
        if let Some(of) = dead.flatten() {
            self.on(Event::Closed(of, Ending::Lost));
        }
    }

    /// Sends whether the person is online: away after [`AWAY`] in the background.
    pub fn show_presence(self) {
        let seen = browser::is_seen();
        if seen {
            self.say(&FromPage::Here { state: Presence::Online });
        }
        let away = move || self.say(&FromPage::Here { state: Presence::Away });
        self.state.update_value(|state| {
            if let Some(old) = state.away.take() {
                old.clear();
            }
            if !seen {
                state.away = set_timeout_with_handle(away, AWAY).ok();
            }
        });
    }

    pub(super) fn say(self, message: &impl Serialize) {
        let Ok(text) = serde_json::to_string(message) else { return };
        self.state.try_with_value(|state| {
            if let Some((_, socket)) = &state.socket
                && state.welcomed
            {
                socket.say(&text);
            }
        });
    }
}
