//! How people are reached, over all their pages in all processes.

use domain::{bookings::BookingId, live::Presence, staff::UserId};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    time::{Duration, Instant},
};

/// Whoever loads a page anew is away for less.
const LINGERS: Duration = Duration::from_secs(8);
/// Processes say who is there more often; one that does not has ended.
const SILENT: Duration = Duration::from_secs(15);

/// Somebody at another process: who, by name, how they are reached, and which bookings they look at.
pub type Elsewhere = (UserId, String, Presence, Vec<BookingId>);

/// Who is there.
#[derive(Default)]
pub struct Present {
    /// What was said of everybody last.
    shown: BTreeMap<UserId, Presence>,
    /// Since when somebody has no page open.
    left: HashMap<UserId, Instant>,
    elsewhere: HashMap<u64, (Instant, Vec<Elsewhere>)>,
}

impl Present {
    /// Everybody who is there.
    pub fn people(&self) -> Vec<(UserId, Presence)> {
        self.shown.iter().map(|(user, state)| (*user, *state)).collect()
    }

    /// Who looks at a booking at other processes.
    pub fn viewers(&self, booking: BookingId) -> Vec<(UserId, String)> {
        let people = self.elsewhere.values().flat_map(|(_, people)| people);
        people
            .filter(|(_, _, _, bookings)| bookings.contains(&booking))
            .map(|(user, name, ..)| (*user, name.clone()))
            .collect()
    }

    /// Notes who is at another process.
    pub fn elsewhere(&mut self, process: u64, people: Vec<Elsewhere>) {
        self.elsewhere.insert(process, (Instant::now(), people));
    }

    /// Processes that say nothing any more have nobody; answers whether there were any.
    pub fn forget_silent(&mut self) -> bool {
        let before = self.elsewhere.len();
        self.elsewhere.retain(|_, (heard, _)| heard.elapsed() < SILENT);
        self.elsewhere.len() < before
    }

    /// Takes note of who is here, and of who is not to be disturbed; answers what is to be said of it: `None` of who is
    /// gone.
    pub fn update(
        &mut self,
        here: impl Iterator<Item = (UserId, Presence)>,
        busy: &HashSet<UserId>,
    ) -> Vec<(UserId, Option<Presence>)> {
        let mut now: BTreeMap<UserId, Presence> = BTreeMap::new();
        let elsewhere = self.elsewhere.values().flat_map(|(_, people)| people);
        for (user, state) in here.chain(elsewhere.map(|(user, _, state, _)| (*user, *state))) {
            let nearest = now.entry(user).or_insert(state);
            *nearest = (*nearest).min(state);
        }
        for (_, state) in now.iter_mut().filter(|(user, _)| busy.contains(user)) {
            *state = (*state).min(Presence::Busy);
        }
        self.left.retain(|user, _| !now.contains_key(user));
        for (user, state) in &self.shown {
            let lingers = self.left.entry(*user).or_insert_with(Instant::now).elapsed() < LINGERS;
            if now.contains_key(user) {
                self.left.remove(user);
            } else if lingers {
                now.insert(*user, *state);
            }
        }
        let gone = self.shown.keys().filter(|user| !now.contains_key(user)).map(|user| (*user, None));
        let other = now.iter().filter(|(user, state)| self.shown.get(user) != Some(state));
        let said = gone.chain(other.map(|(user, state)| (*user, Some(*state)))).collect();
        self.left.retain(|user, _| now.contains_key(user));
        self.shown = now;
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: UserId = UserId(1);

    #[test]
    fn of_several_devices_the_nearest_counts() {
        let mut present = Present::default();
        let away = [(ANNA, Presence::Away)];
        assert_eq!(present.update(away.into_iter(), &HashSet::new()), [(ANNA, Some(Presence::Away))]);
        let both = [(ANNA, Presence::Away), (ANNA, Presence::Online)];
        assert_eq!(present.update(both.into_iter(), &HashSet::new()), [(ANNA, Some(Presence::Online))]);
        assert_eq!(present.update(both.into_iter(), &HashSet::new()), [], "once");
    }

    #[test]
    fn a_page_that_is_loaded_anew_is_not_gone() {
        let mut present = Present::default();
        present.update([(ANNA, Presence::Online)].into_iter(), &HashSet::new());
        assert_eq!(present.update([].into_iter(), &HashSet::new()), []);
        assert_eq!(present.people(), [(ANNA, Presence::Online)]);
        present.left.insert(ANNA, Instant::now().checked_sub(LINGERS).unwrap());
        assert_eq!(present.update([].into_iter(), &HashSet::new()), [(ANNA, None)]);
        assert_eq!(present.update([].into_iter(), &HashSet::new()), []);
    }

    #[test]
    fn people_of_other_processes_count_until_these_are_silent() {
        let mut present = Present::default();
        let booking = BookingId(3);
        present.elsewhere(7, vec![(ANNA, "Anna".into(), Presence::InCall, vec![booking])]);
        assert_eq!(present.update([].into_iter(), &HashSet::new()), [(ANNA, Some(Presence::InCall))]);
        assert_eq!(present.viewers(booking), [(ANNA, "Anna".into())]);
        present.elsewhere.get_mut(&7).unwrap().0 = Instant::now().checked_sub(SILENT).unwrap();
        assert!(present.forget_silent());
        assert_eq!(present.viewers(booking), []);
    }

    #[test]
    fn whoever_is_busy_is_so_wherever_they_are() {
        let mut present = Present::default();
        present.elsewhere(7, vec![(ANNA, "Anna".into(), Presence::Online, Vec::new())]);
        assert_eq!(present.update([].into_iter(), &HashSet::from([ANNA])), [(ANNA, Some(Presence::Busy))]);
    }
}
