//! Carries out the effects of the reconnect policy, and sends the page's messages.

use super::{Live, Watched, api::show_build};
use crate::core::{
    browser::{self, Socket, SocketEvent},
    changes::BookingChanges,
    error::AppError,
};
use domain::{
    bookings::BookingId,
    events::Seq,
    live::{
        FromPage, Presence, SILENCE,
        reconnect::{Effect as PolicyEffect, Ending, Event, Generation, Reconnect, Refused},
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
type Notify = Box<dyn Fn(Vec<Notification>)>;

/// The page's end of the live link.
#[derive(Clone, Copy)]
pub struct Driver {
    pub(super) live: Live,
    pub(super) changes: BookingChanges,
    pub(super) me: UserId,
    pub(super) notify: StoredValue<Notify, LocalStorage>,
    pub(super) state: StoredValue<State, LocalStorage>,
}

pub(super) struct State {
    pub policy: Reconnect,
    pub socket: Option<(Generation, Socket)>,
    /// Whether the server has sent its welcome on this socket.
    pub welcomed: bool,
    /// Whether the server has sent its welcome on any socket.
    pub welcomed_before: bool,
    /// When the last message arrived, in milliseconds since 1970.
    pub last_message_at: u64,
    pub away_timer: Option<TimeoutHandle>,
    /// The last event that this page knows.
    pub last: Option<Seq>,
    /// Reconnect delay that the server announced before closing.
    pub reconnect_after: Option<Duration>,
    /// Bookings that changed since the last refresh, and whether they are new.
    pub changed: Vec<(BookingId, bool)>,
    pub refresh_scheduled: bool,
    /// Notifications that are not shown yet.
    pub unshown: Vec<Notification>,
    pub timers: Vec<TimeoutHandle>,
}

impl Driver {
    /// `last`: the last event that is included in the page; `None`: unknown.
    pub fn new(
        live: Live,
        changes: BookingChanges,
        me: UserId,
        last: Option<Seq>,
        notify: impl Fn(Vec<Notification>) + 'static,
    ) -> Self {
        let state = State {
            policy: Reconnect::new(browser::is_online()),
            socket: None,
            welcomed: false,
            welcomed_before: false,
            last_message_at: 0,
            away_timer: None,
            last,
            reconnect_after: None,
            changed: Vec::new(),
            refresh_scheduled: false,
            unshown: Vec::new(),
            timers: Vec::new(),
        };
        Driver {
            live,
            changes,
            me,
            notify: StoredValue::new_local(Box::new(notify)),
            state: StoredValue::new_local(state),
        }
    }

    /// Passes an event to the policy, and carries out its effects.
    pub fn on(self, event: Event) {
        let now = self.state.try_update_value(|state| {
            let effects = state.policy.on(event, browser::now_ms(), browser::random());
            (effects, state.policy.link())
        });
        // The page may have been left, which disposes the state.
        let Some((effects, link)) = now else { return };
        self.live.link.set(link);
        for effect in effects {
            self.carry_out(effect);
        }
    }

    fn carry_out(self, effect: PolicyEffect) {
        match effect {
            PolicyEffect::Close(generation) => {
                self.state.update_value(|state| drop(state.socket.take_if(|(open, _)| *open == generation)))
            }
            PolicyEffect::Open(generation) => {
                let socket = Socket::open(PATH, move |event| self.on_socket_event(generation, event));
                let opened = socket.is_some();
                self.state.update_value(|state| {
                    state.welcomed = false;
                    state.socket = socket.map(|socket| (generation, socket));
                });
                if !opened {
                    // Deferred: the policy must not be re-entered while its effects are carried out.
                    set_timeout(move || self.on(Event::Closed(generation, Ending::Lost)), Duration::ZERO);
                }
            }
            PolicyEffect::Wake(generation, after) => {
                let timer = set_timeout_with_handle(move || self.on(Event::Woke(generation)), after);
                self.state.update_value(|state| {
                    // A new timer replaces the earlier one.
                    state.timers.drain(..).for_each(|old| old.clear());
                    state.timers.extend(timer);
                });
            }
            PolicyEffect::Log { attempt, delay } => {
                browser::log(&format!("live: attempt {attempt} in {} ms", delay.as_millis()));
            }
        }
    }

    fn on_socket_event(self, generation: Generation, event: SocketEvent) {
        let current = self.state.try_update_value(|state| {
            state.last_message_at = browser::now_ms();
            state.socket.as_ref().is_some_and(|(open, _)| *open == generation)
        });
        if current != Some(true) {
            return;
        }
        match event {
            SocketEvent::Message(text) => match serde_json::from_str(&text) {
                Ok(message) => self.handle_message(generation, message),
                Err(problem) => browser::log(&format!("live: {problem}")),
            },
            SocketEvent::Closed(code) => self.on_closed(generation, code),
        }
    }

    fn on_closed(self, generation: Generation, code: u16) {
        let (welcomed, reconnect_after) = self.state.with_value(|state| (state.welcomed, state.reconnect_after));
        let ending = match code {
            SIGNED_OUT => Ending::Refused(Refused::SignedOut),
            FORBIDDEN => Ending::Refused(Refused::Forbidden),
            RESTARTING => reconnect_after.map_or(Ending::Lost, |after| Ending::Restarting { after }),
            _ => Ending::Lost,
        };
        if welcomed || ending != Ending::Lost {
            return self.on(Event::Closed(generation, ending));
        }
        // Browsers do not expose why a handshake failed; an expired session is found by a server function instead.
        spawn_local(async move {
            let out = matches!(show_build().await, Err(AppError::SignedOut));
            self.on(Event::Closed(generation, if out { Ending::Refused(Refused::SignedOut) } else { Ending::Lost }));
        });
    }

    /// Tells the server which bookings this page shows.
    pub fn watch(self, watched: &Watched) {
        self.send(&FromPage::Watch { range: watched.range, booking: watched.booking });
    }

    /// Closes a link that was silent for too long: a device reconnects after sleep without a close event.
    pub fn close_if_silent(self) {
        let dead = self.state.try_update_value(|state| {
            let silent = u128::from(browser::now_ms().saturating_sub(state.last_message_at)) > SILENCE.as_millis();
            state.socket.take_if(|_| state.welcomed && silent).map(|(generation, _)| generation)
        });
        if let Some(generation) = dead.flatten() {
            self.on(Event::Closed(generation, Ending::Lost));
        }
    }

    /// Sends whether the person is online: away after [`AWAY`] in the background.
    pub fn send_presence(self) {
        let seen = browser::is_page_visible();
        if seen {
            self.send(&FromPage::Here { state: Presence::Online });
        }
        let away = move || self.send(&FromPage::Here { state: Presence::Away });
        self.state.update_value(|state| {
            if let Some(old) = state.away_timer.take() {
                old.clear();
            }
            if !seen {
                state.away_timer = set_timeout_with_handle(away, AWAY).ok();
            }
        });
    }

    pub(super) fn send(self, message: &impl Serialize) {
        let Ok(text) = serde_json::to_string(message) else { return };
        self.state.try_with_value(|state| {
            if let Some((_, socket)) = &state.socket
                && state.welcomed
            {
                socket.send(&text);
            }
        });
    }
}
