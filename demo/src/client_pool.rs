//! Choice of the client for each booking: new or returning.

use super::rng::Rng;

/// A client during planning; the card is made later.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedClient {
    pub(super) male: bool,
    /// Service of the first booking, the most likely one for later bookings. Index into the price list.
    pub(super) favourite: usize,
    last_day: i64,
    /// Last day on which the client may book: some stop coming.
    until: i64,
}

/// The client for a booking; `Returning` holds an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Returning(usize),
    New { male: bool },
}

/// Exceeded only if no other client is found within [`MAX_ATTEMPTS`].
const MIN_DAYS_BETWEEN_VISITS: i64 = 6;
const MAX_ATTEMPTS: usize = 6;

/// All clients, and for each master those whose first booking was with that master.
pub(super) struct ClientPool {
    all: Vec<PlannedClient>,
    everyone: Pool,
    of_master: Vec<Pool>,
    limit: usize,
}

impl ClientPool {
    /// `limit`: the number of different clients.
    pub(super) fn new(masters: usize, limit: usize) -> Self {
        Self {
            all: Vec::with_capacity(limit),
            everyone: Pool::default(),
            of_master: vec![Pool::default(); masters],
            limit,
        }
    }

    pub(super) fn get(&self, client: usize) -> Option<&PlannedClient> {
        self.all.get(client)
    }

    pub(super) fn into_all(self) -> Vec<PlannedClient> {
        self.all
    }

    /// New clients are drawn at a rate that reaches the limit slightly before the last booking.
    pub(super) fn choose(&self, rng: &mut Rng, master_on_day: MasterOnDay, bookings_left: u64) -> Choice {
        let male = rng.chance(if master_on_day.barber { 970 } else { 60 });
        let left = u64::try_from(self.limit.saturating_sub(self.all.len())).unwrap_or(0);
        if left > 0 && rng.below(bookings_left * 10) < left * 13 {
            return Choice::New { male };
        }
        for _ in 0..MAX_ATTEMPTS {
            let Some(client) = self.draw_returning(rng, master_on_day.master) else {
                continue;
            };
            if self.all.get(client).is_some_and(|known| known.would_book(master_on_day)) {
                return Choice::Returning(client);
            }
        }
        match self.draw_returning(rng, master_on_day.master) {
            Some(client) if left == 0 => Choice::Returning(client),
            _ => Choice::New { male },
        }
    }

    /// Records the booking and returns the client's index.
    pub(super) fn record(
        &mut self,
        rng: &mut Rng,
        choice: Choice,
        master_on_day: MasterOnDay,
        service: usize,
    ) -> usize {
        match choice {
            Choice::Returning(client) => {
                if let Some(known) = self.all.get_mut(client) {
                    known.last_day = master_on_day.day;
                }
                client
            }
            Choice::New { male } => {
                let stays = if rng.chance(350) { rng.between(30, 300) } else { i64::MAX / 2 };
                let client = self.all.len();
                self.all.push(PlannedClient {
                    male,
                    favourite: service,
                    last_day: master_on_day.day,
                    until: master_on_day.day + stays,
                });
                // A few clients come weekly, most of them occasionally.
                let weight = 1_000_000 / (20 + rng.below(1000));
                self.everyone.push(weight, client);
                if let Some(pool) = self.of_master.get_mut(master_on_day.master) {
                    pool.push(weight, client);
                }
                client
            }
        }
    }

    fn draw_returning(&self, rng: &mut Rng, master: usize) -> Option<usize> {
        let own = rng.chance(780).then(|| self.of_master.get(master)).flatten();
        own.and_then(|pool| pool.draw(rng)).or_else(|| self.everyone.draw(rng))
    }
}

/// A master on a day for which a client is needed. `day` counts from today.
#[derive(Clone, Copy, Debug)]
pub(super) struct MasterOnDay {
    pub(super) day: i64,
    pub(super) master: usize,
    pub(super) barber: bool,
}

impl PlannedClient {
    fn would_book(&self, master_on_day: MasterOnDay) -> bool {
        let rested = master_on_day.day - self.last_day >= MIN_DAYS_BETWEEN_VISITS;
        rested && master_on_day.day <= self.until && (self.male || !master_on_day.barber)
    }
}

/// Clients with the cumulative sum of their weights, for weighted drawing.
#[derive(Clone, Debug, Default)]
struct Pool(Vec<(u64, usize)>);

impl Pool {
    fn total(&self) -> u64 {
        self.0.last().map_or(0, |(sum, _)| *sum)
    }

    fn push(&mut self, weight: u64, client: usize) {
        self.0.push((self.total() + weight, client));
    }

    fn draw(&self, rng: &mut Rng) -> Option<usize> {
        let mark = rng.below(self.total());
        let at = self.0.partition_point(|(sum, _)| *sum <= mark);
        self.0.get(at).map(|(_, client)| *client)
    }
}
