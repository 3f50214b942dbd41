//! Rate limits counted in this process.

use super::windows::{Decision, RequestLog, WINDOWS};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Maximum number of addresses per generation: about 16 MiB if all have reached their limits.
const MAX_ADDRESSES: usize = 16_384;

/// Two generations of request logs. A request moves its address to the newer one, and the older one is dropped as a
/// whole, so that expired entries need not be searched for. Logs are kept for at least a minute unless more than
/// [`MAX_ADDRESSES`] addresses send requests in it.
pub struct LocalLimiter {
    started: Instant,
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    newer: HashMap<IpAddr, RequestLog>,
    older: HashMap<IpAddr, RequestLog>,
    /// Start of the newer generation, in milliseconds since [`LocalLimiter::started`].
    since: u64,
}

impl LocalLimiter {
    pub fn new() -> Self {
        LocalLimiter { started: Instant::now(), generations: Mutex::default() }
    }

    /// Checks and counts a request made now.
    pub fn check(&self, address: IpAddr) -> Decision {
        self.check_at(address, self.started.elapsed())
    }

    fn check_at(&self, address: IpAddr, since_start: Duration) -> Decision {
        let now = u64::try_from(since_start.as_millis()).unwrap_or(u64::MAX);
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if now.saturating_sub(generations.since) >= WINDOWS[0].period_ms || generations.newer.len() >= MAX_ADDRESSES {
            generations.older = std::mem::take(&mut generations.newer);
            generations.since = now;
        }
        let Generations { newer, older, .. } = &mut *generations;
        newer.entry(address).or_insert_with(|| older.remove(&address).unwrap_or_default()).check(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const ONE: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 1));

    fn served(limiter: &LocalLimiter, address: IpAddr, millis: u64) -> usize {
        (0..200).filter(|_| limiter.check_at(address, Duration::from_millis(millis)).allowed).count()
    }

    #[test]
    fn addresses_are_limited_separately() {
        let limiter = LocalLimiter::new();
        assert_eq!(served(&limiter, ONE, 0), 20);
        assert_eq!(served(&limiter, Ipv4Addr::new(198, 51, 100, 2).into(), 0), 20);
        assert_eq!(served(&limiter, ONE, 0), 0);
    }

    #[test]
    fn limits_hold_across_generations() {
        let limiter = LocalLimiter::new();
        for second in 57..=62 {
            assert_eq!(served(&limiter, ONE, second * 1_000), 20);
        }
        assert_eq!(served(&limiter, ONE, 63_000), 0, "120 in a minute");
        assert_eq!(served(&limiter, ONE, 117_000), 20, "those of the first second are a minute old");
    }

    #[test]
    fn memory_is_bounded() {
        let limiter = LocalLimiter::new();
        for n in 0..100_000 {
            limiter.check_at(Ipv4Addr::from_bits(n).into(), Duration::ZERO);
        }
        let generations = limiter.generations.lock().unwrap();
        assert!(generations.newer.len() <= MAX_ADDRESSES && generations.older.len() <= MAX_ADDRESSES);
    }
}
