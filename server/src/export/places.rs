//! Exports at once: each occupies a connection to the database.

use domain::staff::UserId;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Exports of one person.
const PER_PERSON: usize = 2;
/// Exports of all people.
const ALL: usize = 4;

static TAKEN: Mutex<Option<HashMap<UserId, usize>>> = Mutex::new(None);

/// The place of an export that is running, given back when dropped.
pub struct Place(UserId);

impl Place {
    /// `None` when the person, or all together, have as many exports as there may be.
    pub fn take(user: UserId) -> Option<Self> {
        with(|taken| {
            let own = taken.get(&user).copied().unwrap_or_default();
            if own >= PER_PERSON || taken.values().sum::<usize>() >= ALL {
                return None;
            }
            taken.insert(user, own + 1);
            Some(Place(user))
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        with(|taken| {
            let own = taken.remove(&self.0).unwrap_or_default();
            if own > 1 {
                taken.insert(self.0, own - 1);
            }
        });
    }
}

fn with<T>(action: impl FnOnce(&mut HashMap<UserId, usize>) -> T) -> T {
    action(TAKEN.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_leaves_places_to_others() {
        let take = |user| Place::take(UserId(user));
        let one: Vec<_> = (0..3).filter_map(|_| take(1)).collect();
        assert_eq!(one.len(), PER_PERSON);
        let others: Vec<_> = (2..9).filter_map(take).collect();
        assert_eq!(others.len(), ALL - PER_PERSON);
        drop(one);
        assert!(take(1).is_some());
        drop(others);
        assert!(TAKEN.lock().unwrap().as_ref().unwrap().is_empty());
    }
}
