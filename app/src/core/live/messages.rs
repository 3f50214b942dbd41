//! Handles the server's messages.

use super::driver::Driver;
use crate::core::{browser, requests::link_is_back};
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
const COLLECT_CHANGES: Duration = Duration::from_millis(300);
/// Random extra delay: all pages of a salon receive a change at the same moment, and must not fetch it at the same
/// moment.
const JITTER: Duration = Duration::from_millis(500);
/// Notifications within this time are shown by one toast.
const COLLECT_NOTIFICATIONS: Duration = Duration::from_millis(1_200);

impl Driver {
    /// Handles a message of the server.
    pub(super) fn handle_message(self, generation: Generation, message: ToPage) {
        if !self.is_new(&message) {
            return;
        }
        match message {
            ToPage::Welcome { unread, .. } => {
                self.live.unread.set(unread);
                let is_back = self.state.with_value(|state| state.welcomed_before);
                self.state.update_value(|state| {
                    (state.welcomed, state.welcomed_before, state.reconnect_after) = (true, true, None);
                });
                if is_back {
                    link_is_back();
                }
                self.on(Event::Welcome(generation));
                self.send(&FromPage::Hello { last_seq: self.state.with_value(|state| state.last) });
                self.watch(&self.live.watched.get_untracked());
                self.send_presence();
            }
            ToPage::Notification(notification) => {
                self.live.inbox_version.update(|count| *count += 1);
                let first = self.state.try_update_value(|state| {
                    state.unshown.push(notification);
                    state.unshown.len() == 1
                });
                if first == Some(true) {
                    set_timeout(move || self.show_notifications(), COLLECT_NOTIFICATIONS);
                }
            }
            ToPage::Unread { count } => {
                if self.live.unread.get_untracked() != count {
                    self.live.unread.set(count);
                    self.live.inbox_version.update(|count| *count += 1);
                }
            }
            ToPage::Changed { entity, id, version, .. } => {
                if entity == "booking" {
                    self.collect_change(BookingId(id), version == Some(1));
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
                self.live.inbox_version.update(|count| *count += 1);
                if self.changes.all_changed_elsewhere() {
                    self.live.has_new_bookings.set(true);
                }
            }
            ToPage::Bye { come_back_in_ms, .. } => {
                self.state.update_value(|state| state.reconnect_after = Some(Duration::from_millis(come_back_in_ms)));
            }
            ToPage::Beat { .. } | ToPage::Unknown => {}
        }
    }

    /// Whether the message is new: after a reconnect, another server process may repeat events.
    fn is_new(self, message: &ToPage) -> bool {
        let seq = match message {
            ToPage::Notification(notification) => notification.seq,
            ToPage::Changed { seq, .. } => *seq,
            // The number may be smaller than the last one: that of a database that was restored from a backup.
            ToPage::Resync { seq } => {
                self.state.update_value(|state| state.last = Some(*seq));
                return true;
            }
            // All events up to here were sent.
            ToPage::Beat { seq: Some(seq) } => {
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

    fn show_notifications(self) {
        let unshown = self.state.try_update_value(|state| std::mem::take(&mut state.unshown)).unwrap_or_default();
        if !unshown.is_empty() {
            self.notify.with_value(|notify| notify(unshown));
        }
    }

    /// Collects changes, and refreshes them together.
    fn collect_change(self, id: BookingId, new: bool) {
        let first = self.state.try_update_value(|state| {
            state.changed.push((id, new));
            !std::mem::replace(&mut state.refresh_scheduled, true)
        });
        if first == Some(true) {
            set_timeout(move || self.refresh_changed(), COLLECT_CHANGES + JITTER.mul_f64(browser::random()));
        }
    }

    fn refresh_changed(self) {
        let changed = self.state.try_update_value(|state| {
            state.refresh_scheduled = false;
            std::mem::take(&mut state.changed)
        });
        let Some(mut changed) = changed else { return };
        changed.sort_unstable();
        changed.dedup_by_key(|(id, _)| *id);
        if self.changes.changed_elsewhere(changed) {
            self.live.has_new_bookings.set(true);
        }
    }
}
