//! What is said to pages of what happened.

use super::Live;
use crate::live::sockets::{changed_message, text};
use domain::{
    events::Seq,
    live::{Changed, ToPage},
    notifications::Notification,
    staff::UserId,
};

impl Live {
    /// Tells what happened at `seq` to whoever may see it.
    pub(in crate::live) fn changed(&self, seq: Seq, changed: &Changed) {
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
    pub(in crate::live) fn reached(&self, seq: Seq) {
        let mut sockets = self.sockets();
        sockets.last = sockets.last.max(Some(seq));
    }

    /// Some of the feed could not be read: everybody asks for everything anew.
    pub(in crate::live) fn resync(&self, seq: Seq) {
        let mut sockets = self.sockets();
        sockets.last = Some(seq);
        for entry in sockets.all.values().filter(|entry| entry.greeted) {
            entry.say(&ToPage::Resync { seq });
        }
    }

    /// Tells people what they are told at `seq`, each on all their pages.
    pub(in crate::live) fn told(&self, seq: Seq, told: Vec<(UserId, Notification)>) {
        let mut sockets = self.sockets();
        sockets.last = sockets.last.max(Some(seq));
        for (user, notification) in told {
            sockets.say_to(user, &ToPage::Notification(notification));
        }
    }

    /// Says how many are unread, on all of somebody's pages.
    pub(in crate::live) fn unread(&self, user: UserId, count: u32) {
        self.sockets().say_to(user, &ToPage::Unread { count });
    }
}
