//! Fills three years day by day, master by master, until the promised number is reached.

use std::sync::atomic::{AtomicU64, Ordering};

use super::booking::{Booking, Visit};
use super::catalogue::BARBER;
use super::clock::{MINUTE, Seconds};
use super::day::{Day, Need};
use super::demand::{WorkDay, work_days};
use super::fate::{self, Fate};
use super::guests::{Choice, Guest, Guests, Place};
use super::pace::Shift;
use super::rng::Rng;
use super::salon::Salon;
use super::skills::{Master, Skill};
use super::staff;

/// Exactly the promised bookings, in the order of their creation, and those who come.
pub(super) struct Plan {
    pub(super) bookings: Vec<Booking>,
    pub(super) guests: Vec<Guest>,
}

/// Makes the plan; `done` counts bookings meanwhile.
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
    let Planner { mut bookings, guests, .. } = planner;
    // Stable: the second booking of a visit stays behind its first.
    bookings.sort_by_key(|booking| booking.created);
    Ok(Plan { bookings, guests: guests.into_all() })
}

struct Planner<'a> {
    salon: &'a Salon,
    rng: Rng,
    guests: Guests,
    bookings: Vec<Booking>,
    goal: usize,
}

/// A master's day with all that a booking on it needs to know.
struct Bench<'a> {
    work: &'a WorkDay,
    master: &'a Master,
    shift: Shift,
    opens: Seconds,
    day: Day,
    place: Place,
}

/// One booking that fits, before it is written down.
struct Fit<'a> {
    skill: &'a Skill,
    start: i64,
    fate: Fate,
}

impl<'a> Planner<'a> {
    fn new(salon: &'a Salon) -> Self {
        let goal = usize::try_from(salon.size.bookings()).unwrap_or(0);
        let clients = usize::try_from(salon.size.clients()).unwrap_or(0);
        // The last three of a hundred clients have asked, but never booked.
        let guests = Guests::new(salon.masters.len(), clients - clients * 3 / 100);
        Self { salon, rng: Rng::new(salon.seed, 3), guests, bookings: Vec::with_capacity(goal), goal }
    }

    fn bench(&self, work: &'a WorkDay) -> Result<Option<Bench<'a>>, jiff::Error> {
        let Some(master) = self.salon.masters.get(work.master) else {
            return Ok(None);
        };
        let shift = self.salon.pace.shift(work.master);
        let trade = staff::PEOPLE.get(master.person).and_then(|person| person.trade);
        let barber = trade.is_some_and(|trade| trade.main == BARBER);
        let place = Place { day: self.salon.clock.days_from_today(work.day), master: work.master, barber };
        let opens = self.salon.clock.at(work.day, shift.open)?;
        Ok(Some(Bench { work, master, shift, opens, day: Day::new(shift), place }))
    }

    /// Books until `target` bookings exist in all, or the day is full: the next days then catch up.
    fn fill(&mut self, work: &'a WorkDay, target: usize) -> Result<(), jiff::Error> {
        let Some(mut bench) = self.bench(work)? else {
            return Ok(());
        };
        while self.bookings.len() < target {
            let fate = Fate::draw(&mut self.rng, &self.salon.clock, work.day);
            if !self.book(&mut bench, fate)? {
                break;
            }
        }
        Ok(())
    }

    /// Whatever found no room, which no size should know, becomes cancelled bookings: those fit anywhere.
    fn top_up(&mut self, days: &'a [WorkDay]) -> Result<(), jiff::Error> {
        for work in days.iter().cycle().take(days.len() * 100) {
            if self.bookings.len() >= self.goal {
                break;
            }
            if let Some(mut bench) = self.bench(work)? {
                self.book(&mut bench, Fate::Cancelled)?;
            }
        }
        Ok(())
    }

    fn book(&mut self, bench: &mut Bench<'a>, fate: Fate) -> Result<bool, jiff::Error> {
        let left = u64::try_from(self.goal.saturating_sub(self.bookings.len())).unwrap_or(0);
        let choice = self.guests.choose(&mut self.rng, bench.place, left);
        let Some(fit) = self.fit(bench, choice, fate) else {
            return Ok(false);
        };
        let guest = self.guests.remember(&mut self.rng, choice, bench.place, fit.skill.service);
        let second = if left > 1 && fate == Fate::Lives { self.second(bench, &fit) } else { None };
        let mut booking = self.booking(bench, &fit, guest)?;
        if let Some(second) = second {
            booking.visit = Visit::First;
            let other = self.booking(bench, &second, guest)?;
            let (created, source) = (booking.created, booking.source);
            self.bookings.push(booking);
            self.bookings.push(Booking { created, source, visit: Visit::Second, ..other });
        } else {
            self.bookings.push(booking);
        }
        Ok(true)
    }

    /// The wanted service where there is room for it, otherwise the shortest one.
    fn fit(&mut self, bench: &mut Bench<'a>, choice: Choice, fate: Fate) -> Option<Fit<'a>> {
        let wanted = self.skill(bench.master, choice)?;
        if fate != Fate::Lives {
            let start = bench.day.anywhere(&mut self.rng, need(wanted))?;
            return Some(Fit { skill: wanted, start, fate });
        }
        let shortest = bench.master.skills.iter().min_by_key(|skill| skill.busy())?;
        for skill in [wanted, shortest] {
            if let Some(start) = bench.day.find(&mut self.rng, need(skill)) {
                bench.day.take(start, need(skill));
                return Some(Fit { skill, start, fate });
            }
        }
        None
    }

    fn skill(&mut self, master: &'a Master, choice: Choice) -> Option<&'a Skill> {
        let favourite = match choice {
            Choice::Known(guest) => self.guests.get(guest).map(|known| known.favourite),
            Choice::New { .. } => None,
        };
        let again = master.skills.iter().find(|skill| Some(skill.service) == favourite);
        match again.filter(|_| self.rng.chance(550)) {
            Some(skill) => Some(skill),
            None => master.skills.get(self.rng.weighted(master.skills.iter().map(|skill| skill.demand))),
        }
    }

    /// For some of the visits, another service right after the first.
    fn second(&mut self, bench: &mut Bench<'a>, first: &Fit) -> Option<Fit<'a>> {
        if !self.rng.chance(self.salon.pace.second_service()) {
            return None;
        }
        let skills = &bench.master.skills;
        let skill = skills.get(self.rng.weighted(skills.iter().map(|skill| skill.demand)))?;
        if skill.service == first.skill.service {
            return None;
        }
        let busy_until = first.start + first.skill.minutes() + need(first.skill).after;
        let start = bench.day.next_after(busy_until, need(skill))?;
        bench.day.take(start, need(skill));
        Some(Fit { skill, start, fate: Fate::Lives })
    }

    fn booking(&mut self, bench: &Bench, fit: &Fit, guest: usize) -> Result<Booking, jiff::Error> {
        let (clock, rng) = (&self.salon.clock, &mut self.rng);
        let start = bench.opens + (fit.start - bench.shift.open) * MINUTE;
        let end = start + fit.skill.minutes() * MINUTE;
        let source = fate::source(rng, clock, bench.work.day);
        Ok(Booking {
            start,
            created: fate::created(rng, clock, (bench.work.day, start), source)?,
            minutes: fit.skill.minutes(),
            price: price(rng, fit.skill),
            master: bench.work.master,
            service: fit.skill.service,
            guest,
            status: fit.fate.status(rng, clock, start, end),
            source,
            visit: Visit::Single,
        })
    }
}

fn need(skill: &Skill) -> Need {
    let service = skill.offer.service;
    Need { before: service.before.into(), minutes: skill.minutes(), after: service.after.into() }
}

/// One of eight pays less; whole five dirhams.
fn price(rng: &mut Rng, skill: &Skill) -> i64 {
    let percent = if rng.chance(120) { 100 - 5 * rng.between(2, 5) } else { 100 };
    skill.price() * percent / 100 / 500 * 500
}

#[cfg(test)]
mod tests;
