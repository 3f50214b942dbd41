//! How many connections are served at once.

use crate::address::network;
use ipnet::IpNet;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Connections beyond the bounds that are still asked what they want: whether the process lives.
const RESERVE: usize = 32;
/// Of these, connections of one address.
const RESERVE_PER_ADDRESS: usize = 4;

/// Upper limits of open connections.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// In all.
    pub all: usize,
    /// Of one address, or of one /64 network of IPv6.
    pub per_address: usize,
    /// Proxies, which bring the connections of many people.
    pub trusted: Arc<[IpNet]>,
}

/// What a connection may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Everything.
    Full,
    /// Whether the process lives.
    Health,
}

/// Counts the open connections.
#[derive(Clone)]
pub struct Connections {
    bounds: Bounds,
    counts: Arc<Mutex<HashMap<Option<IpAddr>, Count>>>,
}

/// Open connections of an address; of all addresses under the key `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    full: usize,
    health: usize,
}

/// The place of an open connection, given back when dropped.
pub struct Place {
    connections: Connections,
    address: IpAddr,
    /// What the connection may ask for.
    pub service: Service,
}

impl Count {
    fn of(&mut self, service: Service) -> &mut usize {
        match service {
            Service::Full => &mut self.full,
            Service::Health => &mut self.health,
        }
    }
}

impl Connections {
    pub fn new(bounds: Bounds) -> Self {
        Connections { bounds, counts: Arc::default() }
    }

    /// The place of a new connection; `None` when there is no place even for a question about health.
    pub fn admit(&self, peer: IpAddr) -> Option<Place> {
        let peer = peer.to_canonical();
        let shared = self.bounds.trusted.iter().any(|network| network.contains(&peer));
        let address = network(peer);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, own) =
            (counts.get(&None).copied().unwrap_or_default(), counts.get(&Some(address)).copied().unwrap_or_default());
        let service = match () {
            () if all.full < self.bounds.all && (shared || own.full < self.bounds.per_address) => Service::Full,
            () if all.health < RESERVE && (shared || own.health < RESERVE_PER_ADDRESS) => Service::Health,
            () => return None,
        };
        for key in [None, Some(address)] {
            *counts.entry(key).or_default().of(service) += 1;
        }
        Some(Place { connections: self.clone(), address, service })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.connections.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for key in [None, Some(self.address)] {
            let Some(count) = counts.get_mut(&key) else { continue };
            *count.of(self.service) -= 1;
            if *count == Count::default() {
                counts.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections(all: usize, per_address: usize) -> Connections {
        Connections::new(Bounds { all, per_address, trusted: ["10.0.0.0/8".parse().unwrap()].into() })
    }

    fn services(places: &[Option<Place>]) -> (usize, usize, usize) {
        let count = |service| places.iter().flatten().filter(|place| place.service == service).count();
        (count(Service::Full), count(Service::Health), places.iter().filter(|place| place.is_none()).count())
    }

    #[test]
    fn one_address_cannot_take_the_places_of_others() {
        let connections = connections(100, 3);
        let greedy: Vec<_> = (0..10).map(|_| connections.admit("198.51.100.1".parse().unwrap())).collect();
        assert_eq!(services(&greedy), (3, 4, 3));
        let networks: Vec<_> =
            (0..10).map(|n| connections.admit(format!("2001:db8:1:2::{n}").parse().unwrap())).collect();
        assert_eq!(services(&networks), (3, 4, 3), "addresses of one network are one");
        let proxy: Vec<_> = (0..10).map(|_| connections.admit("10.1.1.1".parse().unwrap())).collect();
        assert_eq!(services(&proxy), (10, 0, 0), "a proxy has the connections of many clients");
    }

    #[test]
    fn many_addresses_leave_a_reserve_for_health() {
        let connections = connections(50, 3);
        let many: Vec<_> = (0..100).map(|n| connections.admit(std::net::Ipv4Addr::from_bits(n).into())).collect();
        assert_eq!(services(&many), (50, 32, 18));
        drop(many);
        assert!(connections.counts.lock().unwrap().is_empty(), "places are given back, and nothing is remembered");
        assert_eq!(services(&[connections.admit("198.51.100.1".parse().unwrap())]), (1, 0, 0));
    }
}
