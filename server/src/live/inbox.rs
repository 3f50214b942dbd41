//! What a page says faster than anybody needs to know is merged: only the last of it counts.

use domain::{
    bookings::BookingId,
    events::Seq,
    live::{Days, Presence},
};
use std::{collections::VecDeque, time::Duration};
use tokio::time::Instant;

/// In any stretch of this length …
const STRETCH: Duration = Duration::from_secs(2);
/// … so many times is carried out what a page said,
const CARRIED_OUT: usize = 8;
/// and so many messages are read. More than any page of ours sends.
const READ: usize = 200;

/// What the page said and what is not yet carried out.
#[derive(Default)]
pub struct Inbox {
    carried_out: Recent<CARRIED_OUT>,
    read: Recent<READ>,
    said: Said,
}

/// The last of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub here: Option<Presence>,
    pub watch: Option<(Option<Days>, Option<BookingId>)>,
    pub read_up_to: Option<Seq>,
}

impl Inbox {
    /// When the next message may be read; `None`: at once.
    pub fn reads_at(&self, now: Instant) -> Option<Instant> {
        self.read.free_at(now)
    }

    /// Counts a message that was read.
    pub fn note_message(&mut self, now: Instant) {
        self.read.note(now);
    }

    pub fn here(&mut self, state: Presence) {
        self.said.here = Some(state);
    }

    pub fn watch(&mut self, range: Option<Days>, booking: Option<BookingId>) {
        self.said.watch = Some((range, booking));
    }

    pub fn read_up_to(&mut self, seq: Seq) {
        self.said.read_up_to = self.said.read_up_to.max(Some(seq));
    }

    /// When there is something to be carried out; `None`: nothing was said.
    pub fn due(&self, now: Instant) -> Option<Instant> {
        (self.said != Said::default()).then(|| self.carried_out.free_at(now).unwrap_or(now))
    }

    /// What is to be carried out now.
    pub fn take(&mut self, now: Instant) -> Said {
        self.carried_out.note(now);
        std::mem::take(&mut self.said)
    }
}

/// Times of the last `MOST` events, oldest first.
#[derive(Default)]
struct Recent<const MOST: usize>(VecDeque<Instant>);

impl<const MOST: usize> Recent<MOST> {
    /// When another event exceeds the limit no more; `None`: it does not now.
    fn free_at(&self, now: Instant) -> Option<Instant> {
        let oldest = self.0.front().filter(|_| self.0.len() >= MOST)?;
        Some(*oldest + STRETCH).filter(|free| *free > now)
    }

    fn note(&mut self, now: Instant) {
        if self.0.len() >= MOST {
            self.0.pop_front();
        }
        self.0.push_back(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_messages_are_merged_and_the_last_counts() {
        let (mut inbox, start) = (Inbox::default(), Instant::now());
        let mut carried_out = 0;
        for millis in 0..10_000 {
            let now = start + Duration::from_millis(millis);
            inbox.here(if u64::is_multiple_of(millis, 2) { Presence::Away } else { Presence::Online });
            if inbox.due(now).is_some_and(|due| due <= now) {
                inbox.take(now);
                carried_out += 1;
            }
        }
        assert_eq!(carried_out, 5 * CARRIED_OUT);
        let due = inbox.due(start + Duration::from_secs(10)).unwrap();
        assert!(due <= start + Duration::from_secs(12), "the last of many is carried out, too");
        assert_eq!(inbox.take(due).here, Some(Presence::Online));
        assert_eq!(inbox.due(due), None);
    }

    #[test]
    fn what_a_page_of_ours_says_is_carried_out_at_once() {
        let (mut inbox, now) = (Inbox::default(), Instant::now());
        for _ in 0..CARRIED_OUT {
            inbox.watch(None, None);
            assert_eq!(inbox.due(now), Some(now));
            assert_eq!(inbox.take(now), Said { watch: Some((None, None)), ..Said::default() });
        }
    }

    #[test]
    fn nobody_makes_the_server_read_without_end() {
        let (mut inbox, now) = (Inbox::default(), Instant::now());
        for _ in 0..READ {
            assert_eq!(inbox.reads_at(now), None);
            inbox.note_message(now);
        }
        assert_eq!(inbox.reads_at(now), Some(now + STRETCH));
        assert_eq!(inbox.reads_at(now + STRETCH), None);
    }

    #[test]
    fn notifications_that_were_read_stay_read() {
        let mut inbox = Inbox::default();
        for seq in [7, 9, 8] {
            inbox.read_up_to(Seq(seq));
        }
        assert_eq!(inbox.take(Instant::now()).read_up_to, Some(Seq(9)));
    }
}
