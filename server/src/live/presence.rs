//! Presence of people, combined from all their pages in all processes.

use domain::{bookings::BookingId, live::Presence, staff::UserId};
use std::{
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    time::{Duration, Instant},
};

/// Delay before somebody without an open page is reported as gone. Reloading a page takes less.
const LEAVE_DELAY: Duration = Duration::from_secs(8);
/// In any stretch of this length …
const STRETCH: Duration = Duration::from_secs(10);
/// … others are told so many times that a person is now present in another way.
const CHANGES: usize = 6;
/// A process that has sent no `Hint::People` for this long has ended.
const PROCESS_TIMEOUT: Duration = Duration::from_secs(15);

/// A person at another process: id, name, presence, and the bookings that they look at.
pub type RemotePerson = (UserId, String, Presence, Vec<BookingId>);

/// Presence of all people, of this process and the others.
#[derive(Default)]
pub struct PresenceTracker {
    /// Last presence sent to pages.
    announced: BTreeMap<UserId, Presence>,
    /// When changes of a person were sent lately.
    changed_at: HashMap<UserId, VecDeque<Instant>>,
    /// When somebody closed their last page.
    left_at: HashMap<UserId, Instant>,
    remote: HashMap<u64, (Instant, Vec<RemotePerson>)>,
}

impl PresenceTracker {
    /// All people who are present.
    pub fn people(&self) -> Vec<(UserId, Presence)> {
        self.announced.iter().map(|(user, state)| (*user, *state)).collect()
    }

    /// People at other processes who look at a booking.
    pub fn viewers(&self, booking: BookingId) -> Vec<(UserId, String)> {
        let people = self.remote.values().flat_map(|(_, people)| people);
        people
            .filter(|(_, _, _, bookings)| bookings.contains(&booking))
            .map(|(user, name, ..)| (*user, name.clone()))
            .collect()
    }

    /// Replaces the people of another process.
    pub fn update_remote_people(&mut self, process: u64, people: Vec<RemotePerson>) {
        self.remote.insert(process, (Instant::now(), people));
    }

    /// Removes processes that have ended. Returns whether there were any.
    pub fn remove_silent_processes(&mut self) -> bool {
        let before = self.remote.len();
        self.remote.retain(|_, (updated, _)| updated.elapsed() < PROCESS_TIMEOUT);
        self.remote.len() < before
    }

    /// Combines the people of this process with those of the others. Returns the changes to send: `None` for people who
    /// have left.
    pub fn update(
        &mut self,
        here: impl Iterator<Item = (UserId, Presence)>,
        busy: &HashSet<UserId>,
    ) -> Vec<(UserId, Option<Presence>)> {
        let mut now: BTreeMap<UserId, Presence> = BTreeMap::new();
        let remote = self.remote.values().flat_map(|(_, people)| people);
        for (user, state) in here.chain(remote.map(|(user, _, state, _)| (*user, *state))) {
            let best = now.entry(user).or_insert(state);
            *best = (*best).min(state);
        }
        for (_, state) in now.iter_mut().filter(|(user, _)| busy.contains(user)) {
            *state = (*state).min(Presence::Busy);
        }
        self.left_at.retain(|user, _| !now.contains_key(user));
        for (user, state) in &self.announced {
            let lingers = self.left_at.entry(*user).or_insert_with(Instant::now).elapsed() < LEAVE_DELAY;
            if now.contains_key(user) {
                self.left_at.remove(user);
            } else if lingers {
                now.insert(*user, *state);
            }
        }
        self.hold_back(&mut now);
        let gone = self.announced.keys().filter(|user| !now.contains_key(user)).map(|user| (*user, None));
        let changed = now.iter().filter(|(user, state)| self.announced.get(user) != Some(state));
        let changes = gone.chain(changed.map(|(user, state)| (*user, Some(*state)))).collect();
        self.left_at.retain(|user, _| now.contains_key(user));
        self.announced = now;
        changes
    }

    /// Leaves people who change too often as they were announced, until a later update.
    fn hold_back(&mut self, now: &mut BTreeMap<UserId, Presence>) {
        for times in self.changed_at.values_mut() {
            times.retain(|at| at.elapsed() < STRETCH);
        }
        self.changed_at.retain(|_, times| !times.is_empty());
        for (user, state) in now.iter_mut() {
            let announced = self.announced.get(user);
            if announced == Some(state) {
                continue;
            }
            let times = self.changed_at.entry(*user).or_default();
            match announced {
                Some(announced) if times.len() >= CHANGES => *state = *announced,
                _ => times.push_back(Instant::now()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: UserId = UserId(1);

    #[test]
    fn most_available_device_determines_presence() {
        let mut present = PresenceTracker::default();
        let away = [(ANNA, Presence::Away)];
        assert_eq!(present.update(away.into_iter(), &HashSet::new()), [(ANNA, Some(Presence::Away))]);
        let both = [(ANNA, Presence::Away), (ANNA, Presence::Online)];
        assert_eq!(present.update(both.into_iter(), &HashSet::new()), [(ANNA, Some(Presence::Online))]);
        assert_eq!(present.update(both.into_iter(), &HashSet::new()), [], "once");
    }

    #[test]
    fn reloading_a_page_does_not_end_presence() {
        let mut present = PresenceTracker::default();
        present.update([(ANNA, Presence::Online)].into_iter(), &HashSet::new());
        assert_eq!(present.update([].into_iter(), &HashSet::new()), []);
        assert_eq!(present.people(), [(ANNA, Presence::Online)]);
        present.left_at.insert(ANNA, Instant::now().checked_sub(LEAVE_DELAY).unwrap());
        assert_eq!(present.update([].into_iter(), &HashSet::new()), [(ANNA, None)]);
        assert_eq!(present.update([].into_iter(), &HashSet::new()), []);
    }

    #[test]
    fn remote_people_are_removed_with_a_silent_process() {
        let mut present = PresenceTracker::default();
        let booking = BookingId(3);
        present.update_remote_people(7, vec![(ANNA, "Anna".into(), Presence::InCall, vec![booking])]);
        assert_eq!(present.update([].into_iter(), &HashSet::new()), [(ANNA, Some(Presence::InCall))]);
        assert_eq!(present.viewers(booking), [(ANNA, "Anna".into())]);
        present.remote.get_mut(&7).unwrap().0 = Instant::now().checked_sub(PROCESS_TIMEOUT).unwrap();
        assert!(present.remove_silent_processes());
        assert_eq!(present.viewers(booking), []);
    }

    #[test]
    fn whoever_comes_and_goes_all_the_time_is_announced_now_and_then() {
        let mut present = PresenceTracker::default();
        let state = |n: usize| if n.is_multiple_of(2) { Presence::Away } else { Presence::Online };
        let told =
            |present: &mut PresenceTracker, n| present.update([(ANNA, state(n))].into_iter(), &HashSet::new()).len();
        assert_eq!((0..1_000).map(|n| told(&mut present, n)).sum::<usize>(), CHANGES);
        present.changed_at.get_mut(&ANNA).unwrap()[0] = Instant::now().checked_sub(STRETCH).unwrap();
        assert_eq!(present.people(), [(ANNA, Presence::Online)]);
        assert_eq!(told(&mut present, 1_000), 1, "the last state is told in the end");
        assert_eq!(present.people(), [(ANNA, Presence::Away)]);
    }

    #[test]
    fn busy_applies_to_all_processes() {
        let mut present = PresenceTracker::default();
        present.update_remote_people(7, vec![(ANNA, "Anna".into(), Presence::Online, Vec::new())]);
        assert_eq!(present.update([].into_iter(), &HashSet::from([ANNA])), [(ANNA, Some(Presence::Busy))]);
    }
}
