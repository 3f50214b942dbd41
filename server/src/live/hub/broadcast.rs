//! Sends messages to the sockets that may receive them.

use super::Live;
use crate::live::sockets::{changed_message, to_text};
use domain::{
    bookings::BookingId,
    events::Seq,
    live::{Changed, ToPage},
    notifications::Notification,
    staff::UserId,
};

impl Live {
    /// Sends the change at `seq` to sockets whose actors may see it.
    pub(in crate::live) fn broadcast_change(&self, seq: Seq, changed: &Changed) {
        let message = changed_message(seq, changed);
        let Some(text) = to_text(&message) else { return };
        let mut sockets = self.sockets();
        sockets.last = sockets.last.max(Some(seq));
        sockets.record_change(changed);
        for socket in sockets.all.values().filter(|socket| socket.subscribed && socket.should_receive(changed)) {
            socket.send_text(text.clone());
        }
        if sockets.hide_booking(changed) {
            sockets.send_viewers(Some(BookingId(changed.id)));
            drop(sockets);
            self.publish_people();
        }
    }

    /// Records that all sockets were notified up to `seq`.
    pub(in crate::live) fn advance_to(&self, seq: Seq) {
        let mut sockets = self.sockets();
        sockets.last = sockets.last.max(Some(seq));
    }

    /// Asks all pages to reload their data because old feed entries were removed before they were read.
    pub(in crate::live) fn resync(&self, seq: Seq) {
        let mut sockets = self.sockets();
        sockets.last = Some(seq);
        for socket in sockets.all.values().filter(|socket| socket.subscribed) {
            socket.send(&ToPage::Resync { seq });
        }
    }

    /// Sends the notifications at `seq` to all pages of their recipients.
    pub(in crate::live) fn send_notifications(&self, seq: Seq, notifications: Vec<(UserId, Notification)>) {
        let mut sockets = self.sockets();
        sockets.last = sockets.last.max(Some(seq));
        for (user, notification) in notifications {
            sockets.send_to_user(user, &ToPage::Notification(notification));
        }
    }

    /// Sends the number of unread notifications to all pages of a person.
    pub(in crate::live) fn send_unread_count(&self, user: UserId, count: u32) {
        self.sockets().send_to_user(user, &ToPage::Unread { count });
    }
}
