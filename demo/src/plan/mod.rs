//! Plans the bookings of three years by day and master.

use std::sync::atomic::{AtomicU64, Ordering};

use super::booking::{Booking, Visit};
use super::catalogue::BARBER;
use super::client_pool::{Choice, ClientPool, MasterOnDay, PlannedClient};
use super::clock::{MINUTE, Seconds};
use super::day::{Day, RequiredTime};
use super::demand::{WorkDay, work_days};
use super::outcome::{self, Outcome};
use super::profile::Shift;
use super::rng::Rng;
use super::salon::Salon;
use super::skills::{Master, Skill};
use super::staff;

/// Exactly the size's number of bookings, in the order of creation, and their clients.
pub(super) struct Plan {
    pub(super) bookings: Vec<Booking>,
    pub(super) clients: Vec<PlannedClient>,
}

/// Makes the plan. `done` is updated with the number of planned bookings.
pub(super) fn plan(salon: &Salon, done: &AtomicU64) -> Result<Plan, jiff::Error> {
    let mut planner = Planner::new(salon);
    let days = work_days(salon);
    let total: u128 = days.iter().map(|day| u128::from(day.load)).sum();
    let mut loads = 0;
    for day in &days {
        loads += u128::from(day.load);
        let target = u128::from(salon.size.bookings()) * loads / total.max(1);
        planner.fill(day, usize::try_from(target).unwrap_or(0))?;
        done.store(u64::try_from(planner.bookings.len()).unwrap_or(0), Ordering::Relaxed);
    }
    planner.top_up(&days)?;
    let Planner { mut bookings, client_pool, .. } = planner;
    // The sort is stable: the second booking of a visit stays right after the first.
    bookings.sort_by_key(|booking| booking.created);
    Ok(Plan { bookings, clients: client_pool.into_all() })
}

struct Planner<'a> {
    salon: &'a Salon,
    rng: Rng,
    client_pool: ClientPool,
    bookings: Vec<Booking>,
    goal: usize,
}

/// A master's working day and its free time.
struct MasterDay<'a> {
    work: &'a WorkDay,
    master: &'a Master,
    shift: Shift,
    opening: Seconds,
    day: Day,
    master_on_day: MasterOnDay,
}

/// Service and start of a booking that is not planned yet. `start` in minutes from local midnight.
struct Slot<'a> {
    skill: &'a Skill,
    start: i64,
    outcome: Outcome,
}

impl<'a> Planner<'a> {
    fn new(salon: &'a Salon) -> Self {
        let goal = usize::try_from(salon.size.bookings()).unwrap_or(0);
        let clients = usize::try_from(salon.size.clients()).unwrap_or(0);
        // 3 % of the clients inquired but never booked.
        let client_pool = ClientPool::new(salon.masters.len(), clients - clients * 3 / 100);
        Self { salon, rng: Rng::new(salon.seed, 3), client_pool, bookings: Vec::with_capacity(goal), goal }
    }

    fn master_day(&self, work: &'a WorkDay) -> Result<Option<MasterDay<'a>>, jiff::Error> {
        let Some(master) = self.salon.masters.get(work.master) else {
            return Ok(None);
        };
        let shift = self.salon.profile.shift(work.master);
        let trade = staff::PEOPLE.get(master.person).and_then(|person| person.trade);
        let barber = trade.is_some_and(|trade| trade.main == BARBER);
        let master_on_day =
            MasterOnDay { day: self.salon.clock.days_from_today(work.day), master: work.master, barber };
        let opening = self.salon.clock.at(work.day, shift.open)?;
        Ok(Some(MasterDay { work, master, shift, opening, day: Day::new(shift), master_on_day }))
    }

    /// Adds bookings until the plan has `target` in total or the day is full; later days then compensate.
    fn fill(&mut self, work: &'a WorkDay, target: usize) -> Result<(), jiff::Error> {
        let Some(mut master_day) = self.master_day(work)? else {
            return Ok(());
        };
        while self.bookings.len() < target {
            let outcome = Outcome::draw(&mut self.rng, &self.salon.clock, work.day);
            if !self.book(&mut master_day, outcome)? {
                break;
            }
        }
        Ok(())
    }

    /// Adds cancelled bookings, which need no free time, if the days were too short. No size should need it.
    fn top_up(&mut self, days: &'a [WorkDay]) -> Result<(), jiff::Error> {
        for work in days.iter().cycle().take(days.len() * 100) {
            if self.bookings.len() >= self.goal {
                break;
            }
            if let Some(mut master_day) = self.master_day(work)? {
                self.book(&mut master_day, Outcome::Cancelled)?;
            }
        }
        Ok(())
    }

    fn book(&mut self, master_day: &mut MasterDay<'a>, outcome: Outcome) -> Result<bool, jiff::Error> {
        let left = u64::try_from(self.goal.saturating_sub(self.bookings.len())).unwrap_or(0);
        let choice = self.client_pool.choose(&mut self.rng, master_day.master_on_day, left);
        let Some(slot) = self.find_slot(master_day, choice, outcome) else {
            return Ok(false);
        };
        let client = self.client_pool.record(&mut self.rng, choice, master_day.master_on_day, slot.skill.service);
        let second = if left > 1 && outcome == Outcome::Kept { self.second_slot(master_day, &slot) } else { None };
        let mut booking = self.booking(master_day, &slot, client)?;
        if let Some(second) = second {
            booking.visit = Visit::First;
            let other = self.booking(master_day, &second, client)?;
            let (created, source) = (booking.created, booking.source);
            self.bookings.push(booking);
            self.bookings.push(Booking { created, source, visit: Visit::Second, ..other });
        } else {
            self.bookings.push(booking);
        }
        Ok(true)
    }

    /// A slot for the wanted service, or for the shortest one if the wanted one does not fit.
    fn find_slot(&mut self, master_day: &mut MasterDay<'a>, choice: Choice, outcome: Outcome) -> Option<Slot<'a>> {
        let wanted = self.choose_skill(master_day.master, choice)?;
        if outcome != Outcome::Kept {
            let start = master_day.day.find_ignoring_bookings(&mut self.rng, required_time(wanted))?;
            return Some(Slot { skill: wanted, start, outcome });
        }
        let shortest = master_day.master.skills.iter().min_by_key(|skill| skill.busy())?;
        for skill in [wanted, shortest] {
            if let Some(start) = master_day.day.find(&mut self.rng, required_time(skill)) {
                master_day.day.reserve(start, required_time(skill));
                return Some(Slot { skill, start, outcome });
            }
        }
        None
    }

    fn choose_skill(&mut self, master: &'a Master, choice: Choice) -> Option<&'a Skill> {
        let favourite = match choice {
            Choice::Returning(client) => self.client_pool.get(client).map(|known| known.favourite),
            Choice::New { .. } => None,
        };
        let favourite_skill = master.skills.iter().find(|skill| Some(skill.service) == favourite);
        match favourite_skill.filter(|_| self.rng.chance(550)) {
            Some(skill) => Some(skill),
            None => master.skills.get(self.rng.weighted(master.skills.iter().map(|skill| skill.demand))),
        }
    }

    /// A slot for another service right after the first, for some of the visits.
    fn second_slot(&mut self, master_day: &mut MasterDay<'a>, first: &Slot) -> Option<Slot<'a>> {
        if !self.rng.chance(self.salon.profile.second_service()) {
            return None;
        }
        let skills = &master_day.master.skills;
        let skill = skills.get(self.rng.weighted(skills.iter().map(|skill| skill.demand)))?;
        if skill.service == first.skill.service {
            return None;
        }
        let busy_until = first.start + first.skill.minutes() + required_time(first.skill).after;
        let start = master_day.day.next_after(busy_until, required_time(skill))?;
        master_day.day.reserve(start, required_time(skill));
        Some(Slot { skill, start, outcome: Outcome::Kept })
    }

    fn booking(&mut self, master_day: &MasterDay, slot: &Slot, client: usize) -> Result<Booking, jiff::Error> {
        let (clock, rng) = (&self.salon.clock, &mut self.rng);
        let start = master_day.opening + (slot.start - master_day.shift.open) * MINUTE;
        let end = start + slot.skill.minutes() * MINUTE;
        let source = outcome::source(rng, clock, master_day.work.day);
        Ok(Booking {
            start,
            created: outcome::created(rng, clock, (master_day.work.day, start), source)?,
            minutes: slot.skill.minutes(),
            price: price(rng, slot.skill),
            master: master_day.work.master,
            service: slot.skill.service,
            client,
            status: slot.outcome.status(rng, clock, start, end),
            source,
            visit: Visit::Single,
        })
    }
}

fn required_time(skill: &Skill) -> RequiredTime {
    let service = skill.offer.service;
    RequiredTime { before: service.before.into(), minutes: skill.minutes(), after: service.after.into() }
}

/// One of eight clients gets a discount. Multiples of five dirhams, in fils.
fn price(rng: &mut Rng, skill: &Skill) -> i64 {
    let percent = if rng.chance(120) { 100 - 5 * rng.between(2, 5) } else { 100 };
    skill.price() * percent / 100 / 500 * 500
}

#[cfg(test)]
mod tests;
