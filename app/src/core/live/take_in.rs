//! Handles the server's messages.

use super::driver::Driver;
use crate::core::browser;
use domain::{
    bookings::BookingId,
    live::{
        FromPage, Presence, ToPage,
        reconnect::{Event, Generation},
    },
};
use leptos::prelude::*;
use std::time::Duration;

/// Changes within this time are fetched by one request.
const GATHER: Duration = Duration::from_millis(300);
/// Random extra delay: all pages of a salon receive a change at the same moment, and must not fetch it at the same
/// moment.
const SPREAD: Duration = Duration::from_millis(500);
/// Notifications within this time are shown by one toast.
const BURST: Duration = Duration::from_millis(1_200);

impl Driver {
    /// Handles a message of the server.
    pub(super) fn take_in(self, of: Generation, message: ToPage) {
        if !self.is_new(&message) {
            return;
        }
        match message {
            ToPage::Welcome { unread, .. } => {
                self.live.unread.set(unread);
                self.state.update_value(|state| (state.welcomed, state.come_back) = (true, None));
                self.on(Event::Welcome(of));
                self.say(&FromPage::Hello { last_seq: self.state.with_value(|state| state.last) });
                self.watch(&self.live.watched.get_untracked());
                self.show_presence();
            }
            ToPage::Notification(told) => {
                self.live.inbox.update(|count| *count += 1);
                let first = self.state.try_update_value(|state| {
                    state.came.push(told);
                    state.came.len() == 1
                });
                if first == Some(true) {
                    set_timeout(move || self.tell_all(), BURST);
                }
            }
            ToPage::Unread { count } => {
                if self.live.unread.get_untracked() != count {
                    self.live.unread.set(count);
                    self.live.inbox.update(|count| *count += 1);
                }
            }
            ToPage::Changed { entity, id, version, .. } => {
                if entity == "booking" {
                    self.changed(BookingId(id), version == Some(1));
                }
            }
            ToPage::People { people } => {
                let busy = people.iter().any(|(user, state)| *user == self.me && *state == Presence::Busy);
                self.live.busy.set(busy);
                self.live.people.set(people.into_iter().collect());
            }
            ToPage::Presence { user, state } => {
                self.live.people.update(|people| match state {
                    Some(state) => drop(people.insert(user, state)),
                    None => drop(people.remove(&user)),
                });
                if user == self.me {
                    self.live.busy.set(state == Some(Presence::Busy));
                }
            }
            ToPage::Viewers { booking, names } => {
                if self.live.watched.read_untracked().booking == Some(booking) {
                    self.live.viewers.set(names);
                }
            }
            ToPage::Resync { .. } => {
                self.live.inbox.update(|count| *count += 1);
                if self.changes.all_changed_elsewhere() {
                    self.live.fresh.set(true);
                }
            }
            ToPage::Bye { come_back_in_ms, .. } => {
                self.state.update_value(|state| state.come_back = Some(Duration::from_millis(come_back_in_ms)));
            }
            ToPage::Beat { .. } | ToPage::Unknown => {}
        }
    }

    /// Whether the message is new: after a reconnect, another server process may repeat events.
    fn is_new(self, message: &ToPage) -> bool {
        let seq = match message {
            ToPage::Notification(told) => told.seq,
            ToPage::Changed { seq, .. } => *seq,
            // All events up to here were sent.
            ToPage::Resync { seq } | ToPage::Beat { seq: Some(seq) } => {
                self.state.update_value(|state| state.last = state.last.max(Some(*seq)));
                return true;
            }
            _ => return true,
        };
        let new = self.state.try_update_value(|state| {
            let new = state.last < Some(seq);
            state.last = state.last.max(Some(seq));
            new
        });
        new == Some(true)
    }

    fn tell_all(self) {
        let came = self.state.try_update_value(|state| std::mem::take(&mut state.came)).unwrap_or_default();
        if !came.is_empty() {
            self.tell.with_value(|tell| tell(came));
        }
    }

    /// Collects changes, and refreshes them together.
    fn changed(self, id: BookingId, new: bool) {
        let first = self.state.try_update_value(|state| {
            state.changed.push((id, new));
            !std::mem::replace(&mut state.gathering, true)
        });
        if first == Some(true) {
            set_timeout(move || self.show_changed(), GATHER + SPREAD.mul_f64(browser::dice()));
        }
    }

    fn show_changed(self) {
        let changed = self.state.try_update_value(|state| {
            state.gathering = false;
            std::mem::take(&mut state.changed)
        });
        let Some(mut changed) = changed else { return };
        changed.sort_unstable();
        changed.dedup_by_key(|(id, _)| *id);
        if self.changes.changed_elsewhere(changed) {
            self.live.fresh.set(true);
        }
    }
}
