//! Exports at once: each occupies a connection to the database.

use domain::staff::UserId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Exports of one person.
const PER_PERSON: usize = 2;
/// Exports of all people.
const ALL: usize = 4;

/// The places of a process. Cheap to clone.
#[derive(Clone, Default)]
pub struct Places(Arc<Mutex<HashMap<UserId, usize>>>);

/// The place of an export that is running, given back when dropped.
pub struct Place {
    places: Places,
    user: UserId,
}

impl Places {
    /// `None` when the person, or all together, have as many exports as there may be.
    pub fn take(&self, user: UserId) -> Option<Place> {
        let mut taken = self.taken();
        let own = taken.get(&user).copied().unwrap_or_default();
        if own >= PER_PERSON || taken.values().sum::<usize>() >= ALL {
            return None;
        }
        taken.insert(user, own + 1);
        Some(Place { places: self.clone(), user })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<UserId, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        let own = taken.remove(&self.user).unwrap_or_default();
        if own > 1 {
            taken.insert(self.user, own - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_leaves_places_to_others() {
        let places = Places::default();
        let take = |user| places.take(UserId(user));
        let one: Vec<_> = (0..3).filter_map(|_| take(1)).collect();
        assert_eq!(one.len(), PER_PERSON);
        let others: Vec<_> = (2..9).filter_map(take).collect();
        assert_eq!(others.len(), ALL - PER_PERSON);
        drop(one);
        assert!(take(1).is_some());
        drop(others);
        assert!(places.taken().is_empty());
    }
}
