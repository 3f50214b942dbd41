//! Sliding windows of the rate limit (protocols.md, "Limits per address"). The time is a parameter.

use std::collections::VecDeque;

/// A limit of requests in any interval of a given length.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Name of the window in the response's headers.
    pub name: &'static str,
    /// Maximum number of requests.
    pub max_requests: u32,
    /// Length of the window, in milliseconds.
    pub period_ms: u64,
}

/// All windows apply. The longest one is first; older requests are dropped.
pub const WINDOWS: [Window; 2] = [
    Window { name: "minute", max_requests: 120, period_ms: 60_000 },
    Window { name: "second", max_requests: 20, period_ms: 1_000 },
];

/// Times of the allowed requests of one address, oldest first, in milliseconds of any monotonic clock. Never longer
/// than [`Window::max_requests`].
#[derive(Clone, Debug, Default)]
pub struct RequestLog(VecDeque<u64>);

impl RequestLog {
    /// Checks a request and records it if it is allowed.
    pub fn check(&mut self, now: u64) -> Decision {
        while self.0.front().is_some_and(|&at| now.saturating_sub(at) >= WINDOWS[0].period_ms) {
            self.0.pop_front();
        }
        let allowed = WINDOWS.iter().all(|window| self.usage(window, now).count < window.max_requests);
        if allowed {
            self.0.push_back(now);
        }
        Decision { allowed, usage: WINDOWS.map(|window| self.usage(&window, now)) }
    }

    fn usage(&self, window: &Window, now: u64) -> Usage {
        let begin = self.0.partition_point(|&at| now.saturating_sub(at) >= window.period_ms);
        let count = u32::try_from(self.0.len() - begin).unwrap_or(u32::MAX);
        Usage { count, oldest_ms: self.0.get(begin).map_or(0, |at| now.saturating_sub(*at)) }
    }
}

/// Usage of a window by one address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Number of requests, including the current one if it was allowed.
    pub count: u32,
    /// Age of the oldest request, in milliseconds.
    pub oldest_ms: u64,
}

/// Whether a request is allowed, with the usage of all windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether the request is allowed.
    pub allowed: bool,
    /// In the order of [`WINDOWS`].
    pub usage: [Usage; 2],
}

/// Remaining quota of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// Number of requests that are still allowed.
    pub requests: u32,
    /// Seconds until one more request is allowed, rounded up.
    pub reset_seconds: u64,
}

impl Decision {
    /// Remaining quota of each window.
    pub fn remaining(&self) -> impl Iterator<Item = (Window, Remaining)> {
        WINDOWS.into_iter().zip(self.usage).map(|(window, usage)| {
            let reset_seconds = window.period_ms.saturating_sub(usage.oldest_ms).div_ceil(1_000);
            (window, Remaining { requests: window.max_requests.saturating_sub(usage.count), reset_seconds })
        })
    }

    /// The window to report if only one can be: the longest one, or a shorter one that is exhausted.
    pub fn tightest(&self) -> (Window, Remaining) {
        let longest = WINDOWS[0];
        let used_up = |(_, left): &(Window, Remaining)| left.requests == 0;
        let mut all = self.remaining();
        let first = all.next().unwrap_or((longest, Remaining { requests: 0, reset_seconds: 0 }));
        if used_up(&first) { first } else { all.find(used_up).unwrap_or(first) }
    }

    /// Seconds until a refused request may be repeated, rounded up.
    pub fn retry_after(&self) -> u32 {
        let used_up = self.remaining().filter(|(_, left)| left.requests == 0);
        used_up.map(|(_, left)| u32::try_from(left.reset_seconds).unwrap_or(u32::MAX)).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allowed_of(log: &mut RequestLog, moments: impl Iterator<Item = u64>) -> usize {
        moments.filter(|&now| log.check(now).allowed).count()
    }

    #[test]
    fn both_windows_are_enforced() {
        let mut log = RequestLog::default();
        assert_eq!(allowed_of(&mut log, (0..100).map(|_| 5)), 20);
        assert_eq!(allowed_of(&mut log, (0..100).map(|n| 1_005 + n * 100)), 100);
        let refused = log.check(11_000);
        assert_eq!((refused.allowed, refused.retry_after()), (false, 50), "the first were made at 5 ms");
        assert!(!log.check(60_004).allowed);
        assert!(log.check(60_005).allowed);
    }

    #[test]
    fn window_slides_instead_of_starting_anew_each_minute() {
        // A fixed window or a token bucket would allow twice the limit.
        let mut log = RequestLog::default();
        assert_eq!(allowed_of(&mut log, (0..120).map(|n| 53_000 + n * 55)), 120);
        assert_eq!(allowed_of(&mut log, (0..120).map(|n| 60_000 + n * 55)), 0);
    }

    #[test]
    fn refused_requests_are_not_counted() {
        let mut log = RequestLog::default();
        assert_eq!(allowed_of(&mut log, (0..1_000).map(|_| 0)), 20);
        assert_eq!(allowed_of(&mut log, (0..1_000).map(|_| 1_000)), 20);
    }

    #[test]
    fn tightest_window_is_reported() {
        let mut log = RequestLog::default();
        let (window, left) = log.check(0).tightest();
        assert_eq!((window.name, left), ("minute", Remaining { requests: 119, reset_seconds: 60 }));
        for _ in 0..19 {
            log.check(100);
        }
        let refused = log.check(200);
        let (window, left) = refused.tightest();
        assert_eq!((window.name, left), ("second", Remaining { requests: 0, reset_seconds: 1 }));
        assert_eq!(refused.retry_after(), 1);
    }

    proptest! {
        #[test]
        fn no_interval_contains_more_than_the_limit(pauses in prop::collection::vec(0u64..400, 1..600)) {
            let mut log = RequestLog::default();
            let mut now = 0;
            let mut served: Vec<u64> = Vec::new();
            for pause in pauses {
                now += pause;
                let room = |window: &Window| {
                    served.iter().filter(|&&at| now - at < window.period_ms).count() < window.max_requests as usize
                };
                let expected = WINDOWS.iter().all(room);
                let decision = log.check(now);
                prop_assert_eq!(decision.allowed, expected);
                prop_assert!(decision.allowed || decision.retry_after() > 0);
                if decision.allowed {
                    served.push(now);
                }
                prop_assert!(log.0.len() <= 120);
            }
        }

        #[test]
        fn request_after_retry_after_is_allowed(pauses in prop::collection::vec(0u64..120, 1..300)) {
            let mut log = RequestLog::default();
            let mut now = 0;
            for pause in pauses {
                now += pause;
                let decision = log.check(now);
                if !decision.allowed {
                    now += u64::from(decision.retry_after()) * 1_000;
                    prop_assert!(log.check(now).allowed);
                }
            }
        }
    }
}
