//! Who comes back, how often, to whom.

use super::rng::Rng;

/// A client as the plan sees her; the card is made later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guest {
    pub(super) male: bool,
    /// The service she came for first, and usually comes for again.
    pub(super) favourite: usize,
    last_day: i64,
    /// The day she moves away or changes the salon.
    until: i64,
}

/// A guest for a booking: one we know, or a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Known(usize),
    New { male: bool },
}

/// Nobody comes twice in fewer days, where it can be avoided.
const GAP: i64 = 6;
const TRIES: usize = 6;

/// All guests, and for each master those who came to her first.
pub(super) struct Guests {
    all: Vec<Guest>,
    everyone: Pool,
    of_master: Vec<Pool>,
    limit: usize,
}

impl Guests {
    /// `limit`: how many different guests there may be.
    pub(super) fn new(masters: usize, limit: usize) -> Self {
        Self {
            all: Vec::with_capacity(limit),
            everyone: Pool::default(),
            of_master: vec![Pool::default(); masters],
            limit,
        }
    }

    pub(super) fn get(&self, guest: usize) -> Option<&Guest> {
        self.all.get(guest)
    }

    pub(super) fn into_all(self) -> Vec<Guest> {
        self.all
    }

    /// New ones come at such a rate that all have come when `bookings_left` more are made, a little faster at first.
    pub(super) fn choose(&self, rng: &mut Rng, place: Place, bookings_left: u64) -> Choice {
        let male = rng.chance(if place.barber { 970 } else { 60 });
        let left = u64::try_from(self.limit.saturating_sub(self.all.len())).unwrap_or(0);
        if left > 0 && rng.below(bookings_left * 10) < left * 13 {
            return Choice::New { male };
        }
        for _ in 0..TRIES {
            let Some(guest) = self.regular(rng, place.master) else {
                continue;
            };
            if self.all.get(guest).is_some_and(|known| known.would_come(place)) {
                return Choice::Known(guest);
            }
        }
        match self.regular(rng, place.master) {
            Some(guest) if left == 0 => Choice::Known(guest),
            _ => Choice::New { male },
        }
    }

    /// Notes the booking and returns the guest's place.
    pub(super) fn remember(&mut self, rng: &mut Rng, choice: Choice, place: Place, service: usize) -> usize {
        match choice {
            Choice::Known(guest) => {
                if let Some(known) = self.all.get_mut(guest) {
                    known.last_day = place.day;
                }
                guest
            }
            Choice::New { male } => {
                let stays = if rng.chance(350) { rng.between(30, 300) } else { i64::MAX / 2 };
                let guest = self.all.len();
                self.all.push(Guest { male, favourite: service, last_day: place.day, until: place.day + stays });
                // A few come every week, most come now and then.
                let weight = 1_000_000 / (20 + rng.below(1000));
                self.everyone.push(weight, guest);
                if let Some(pool) = self.of_master.get_mut(place.master) {
                    pool.push(weight, guest);
                }
                guest
            }
        }
    }

    fn regular(&self, rng: &mut Rng, master: usize) -> Option<usize> {
        let own = rng.chance(780).then(|| self.of_master.get(master)).flatten();
        own.and_then(|pool| pool.draw(rng)).or_else(|| self.everyone.draw(rng))
    }
}

/// Where a guest is wanted; the day counts from today.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) day: i64,
    pub(super) master: usize,
    pub(super) barber: bool,
}

impl Guest {
    fn would_come(&self, place: Place) -> bool {
        let rested = place.day - self.last_day >= GAP;
        rested && place.day <= self.until && (self.male || !place.barber)
    }
}

/// Guests with the running sum of their weights.
#[derive(Clone, Debug, Default)]
struct Pool(Vec<(u64, usize)>);

impl Pool {
    fn total(&self) -> u64 {
        self.0.last().map_or(0, |(sum, _)| *sum)
    }

    fn push(&mut self, weight: u64, guest: usize) {
        self.0.push((self.total() + weight, guest));
    }

    fn draw(&self, rng: &mut Rng) -> Option<usize> {
        let mark = rng.below(self.total());
        let at = self.0.partition_point(|(sum, _)| *sum <= mark);
        self.0.get(at).map(|(_, guest)| *guest)
    }
}
