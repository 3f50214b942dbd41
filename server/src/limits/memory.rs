//! What addresses have asked of this process.

use super::windows::{History, Verdict, WINDOWS};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Addresses that are kept in one generation: some 16 MiB if each has asked all it may.
const MOST: usize = 16_384;

/// Two generations of histories: whoever asks is moved to the newer one, and the older one is forgotten as a whole.
/// Nobody is forgotten within a minute, unless more addresses than [`MOST`] ask in it; and nothing is ever searched for
/// what could be forgotten.
pub struct Memory {
    began: Instant,
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    newer: HashMap<IpAddr, History>,
    older: HashMap<IpAddr, History>,
    /// When the newer one was begun, in milliseconds since [`Memory::began`].
    since: u64,
}

impl Memory {
    pub fn new() -> Self {
        Memory { began: Instant::now(), generations: Mutex::default() }
    }

    /// Asks for a request that is made now.
    pub fn ask(&self, address: IpAddr) -> Verdict {
        self.ask_at(address, self.began.elapsed())
    }

    fn ask_at(&self, address: IpAddr, since_began: Duration) -> Verdict {
        let now = u64::try_from(since_began.as_millis()).unwrap_or(u64::MAX);
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if now.saturating_sub(generations.since) >= WINDOWS[0].per || generations.newer.len() >= MOST {
            generations.older = std::mem::take(&mut generations.newer);
            generations.since = now;
        }
        let Generations { newer, older, .. } = &mut *generations;
        newer.entry(address).or_insert_with(|| older.remove(&address).unwrap_or_default()).ask(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const ONE: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 1));

    fn served(memory: &Memory, address: IpAddr, millis: u64) -> usize {
        (0..200).filter(|_| memory.ask_at(address, Duration::from_millis(millis)).allowed).count()
    }

    #[test]
    fn each_address_has_its_own() {
        let memory = Memory::new();
        assert_eq!(served(&memory, ONE, 0), 20);
        assert_eq!(served(&memory, Ipv4Addr::new(198, 51, 100, 2).into(), 0), 20);
        assert_eq!(served(&memory, ONE, 0), 0);
    }

    #[test]
    fn a_change_of_generations_gives_nothing_away() {
        let memory = Memory::new();
        for second in 57..=62 {
            assert_eq!(served(&memory, ONE, second * 1_000), 20);
        }
        assert_eq!(served(&memory, ONE, 63_000), 0, "120 in a minute");
        assert_eq!(served(&memory, ONE, 117_000), 20, "those of the first second are a minute old");
    }

    #[test]
    fn memory_is_bounded_whoever_comes() {
        let memory = Memory::new();
        for n in 0..100_000 {
            memory.ask_at(Ipv4Addr::from_bits(n).into(), Duration::ZERO);
        }
        let generations = memory.generations.lock().unwrap();
        assert!(generations.newer.len() <= MOST && generations.older.len() <= MOST);
    }
}
