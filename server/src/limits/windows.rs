//! The rule: how much one address may ask (protocols.md, "Limits per address"). The clock is passed in.

use std::collections::VecDeque;

/// So many requests may be made in any stretch of so much time.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// What headers call it.
    pub name: &'static str,
    /// Requests.
    pub most: u32,
    /// Milliseconds.
    pub per: u64,
}

/// Both hold at once; the longest comes first: whatever is older than that is forgotten.
pub const WINDOWS: [Window; 2] =
    [Window { name: "minute", most: 120, per: 60_000 }, Window { name: "second", most: 20, per: 1_000 }];

/// When one address has asked, in milliseconds of any clock that never goes back; the oldest first. What was refused is
/// not in it, so it is never longer than [`Window::most`].
#[derive(Clone, Debug, Default)]
pub struct History(VecDeque<u64>);

impl History {
    /// Takes note of a request, unless one of the windows is used up.
    pub fn ask(&mut self, now: u64) -> Verdict {
        while self.0.front().is_some_and(|&at| now.saturating_sub(at) >= WINDOWS[0].per) {
            self.0.pop_front();
        }
        let allowed = WINDOWS.iter().all(|window| self.used(window, now).count < window.most);
        if allowed {
            self.0.push_back(now);
        }
        Verdict { allowed, used: WINDOWS.map(|window| self.used(&window, now)) }
    }

    fn used(&self, window: &Window, now: u64) -> Used {
        let begin = self.0.partition_point(|&at| now.saturating_sub(at) >= window.per);
        let count = u32::try_from(self.0.len() - begin).unwrap_or(u32::MAX);
        Used { count, oldest: self.0.get(begin).map_or(0, |at| now.saturating_sub(*at)) }
    }
}

/// How much of a window is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Requests, the one that asks included if it was allowed.
    pub count: u32,
    /// How long ago the oldest of them was, in milliseconds.
    pub oldest: u64,
}

/// What an address is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is served.
    pub allowed: bool,
    /// In the order of [`WINDOWS`].
    pub used: [Used; 2],
}

/// What is left of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Requests that may follow at once.
    pub remaining: u32,
    /// Seconds until there is one more, rounded up.
    pub reset: u64,
}

impl Verdict {
    /// What is left of each window.
    pub fn left(&self) -> impl Iterator<Item = (Window, Left)> {
        WINDOWS.into_iter().zip(self.used).map(|(window, used)| {
            let reset = window.per.saturating_sub(used.oldest).div_ceil(1_000);
            (window, Left { remaining: window.most.saturating_sub(used.count), reset })
        })
    }

    /// The window to be named where only one can be: the longest, or a shorter one that is used up.
    pub fn tightest(&self) -> (Window, Left) {
        let longest = WINDOWS[0];
        let used_up = |(_, left): &(Window, Left)| left.remaining == 0;
        let mut all = self.left();
        let first = all.next().unwrap_or((longest, Left { remaining: 0, reset: 0 }));
        if used_up(&first) { first } else { all.find(used_up).unwrap_or(first) }
    }

    /// Seconds until a request that was refused may be made again, rounded up.
    pub fn retry_after(&self) -> u32 {
        let used_up = self.left().filter(|(_, left)| left.remaining == 0);
        used_up.map(|(_, left)| u32::try_from(left.reset).unwrap_or(u32::MAX)).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allowed_of(history: &mut History, moments: impl Iterator<Item = u64>) -> usize {
        moments.filter(|&now| history.ask(now).allowed).count()
    }

    #[test]
    fn twenty_in_a_second_and_a_hundred_and_twenty_in_a_minute() {
        let mut history = History::default();
        assert_eq!(allowed_of(&mut history, (0..100).map(|_| 5)), 20);
        assert_eq!(allowed_of(&mut history, (0..100).map(|n| 1_005 + n * 100)), 100);
        let refused = history.ask(11_000);
        assert_eq!((refused.allowed, refused.retry_after()), (false, 50), "the first were made at 5 ms");
        assert!(!history.ask(60_004).allowed);
        assert!(history.ask(60_005).allowed);
    }

    #[test]
    fn a_minute_that_has_just_begun_is_no_new_one() {
        // What a fixed minute, or a bucket that fills up again, lets through: two minutes' worth.
        let mut history = History::default();
        assert_eq!(allowed_of(&mut history, (0..120).map(|n| 53_000 + n * 55)), 120);
        assert_eq!(allowed_of(&mut history, (0..120).map(|n| 60_000 + n * 55)), 0);
    }

    #[test]
    fn what_is_refused_is_not_counted() {
        let mut history = History::default();
        assert_eq!(allowed_of(&mut history, (0..1_000).map(|_| 0)), 20);
        assert_eq!(allowed_of(&mut history, (0..1_000).map(|_| 1_000)), 20);
    }

    #[test]
    fn one_window_is_named_where_there_is_room_for_one() {
        let mut history = History::default();
        let (window, left) = history.ask(0).tightest();
        assert_eq!((window.name, left), ("minute", Left { remaining: 119, reset: 60 }));
        for _ in 0..19 {
            history.ask(100);
        }
        let refused = history.ask(200);
        let (window, left) = refused.tightest();
        assert_eq!((window.name, left), ("second", Left { remaining: 0, reset: 1 }));
        assert_eq!(refused.retry_after(), 1);
    }

    proptest! {
        #[test]
        fn no_stretch_of_time_ever_holds_more(pauses in prop::collection::vec(0u64..400, 1..600)) {
            let mut history = History::default();
            let mut now = 0;
            let mut served: Vec<u64> = Vec::new();
            for pause in pauses {
                now += pause;
                let room = |window: &Window| {
                    served.iter().filter(|&&at| now - at < window.per).count() < window.most as usize
                };
                let expected = WINDOWS.iter().all(room);
                let verdict = history.ask(now);
                prop_assert_eq!(verdict.allowed, expected);
                prop_assert!(verdict.allowed || verdict.retry_after() > 0);
                if verdict.allowed {
                    served.push(now);
                }
                prop_assert!(history.0.len() <= 120);
            }
        }

        #[test]
        fn whoever_waits_as_long_as_they_are_told_is_served(pauses in prop::collection::vec(0u64..120, 1..300)) {
            let mut history = History::default();
            let mut now = 0;
            for pause in pauses {
                now += pause;
                let verdict = history.ask(now);
                if !verdict.allowed {
                    now += u64::from(verdict.retry_after()) * 1_000;
                    prop_assert!(history.ask(now).allowed);
                }
            }
        }
    }
}
