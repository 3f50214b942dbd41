//! Which master performs what, at which price and speed.

use super::catalogue::Offer;
use super::pace::Pace;
use super::rng::Rng;
use super::staff;

/// One cell of the matrix; `None` means "as the service says".
#[derive(Clone, Copy, Debug)]
pub(super) struct Skill {
    /// Place in the price list.
    pub(super) service: usize,
    pub(super) offer: Offer,
    pub(super) own_price: Option<i64>,
    pub(super) own_minutes: Option<i32>,
    pub(super) online: bool,
    /// How often it is asked for.
    pub(super) demand: u64,
}

impl Skill {
    pub(super) fn price(&self) -> i64 {
        self.own_price.unwrap_or(self.offer.service.price)
    }

    pub(super) fn minutes(&self) -> i64 {
        self.own_minutes.unwrap_or(self.offer.service.minutes).into()
    }

    /// What it takes from a day, buffers included.
    pub(super) fn busy(&self) -> i64 {
        self.minutes() + i64::from(self.offer.service.before + self.offer.service.after)
    }
}

/// A master with a place in `staff::PEOPLE` and ten to twenty-five skills.
#[derive(Clone, Debug)]
pub(super) struct Master {
    pub(super) person: usize,
    pub(super) skills: Vec<Skill>,
    /// How much of an average colleague's work she draws, in percent.
    pub(super) popularity: i64,
}

impl Master {
    /// Minutes that an average booking takes from her day.
    pub(super) fn average_busy(&self) -> i64 {
        let asked: i64 = self.skills.iter().map(|skill| weight(skill) * skill.busy()).sum();
        let all: i64 = self.skills.iter().map(weight).sum();
        asked.checked_div(all).unwrap_or(60).max(5)
    }
}

fn weight(skill: &Skill) -> i64 {
    i64::try_from(skill.demand).unwrap_or(0)
}

/// All masters in the order of the staff list.
pub(super) fn masters(seed: u64, pace: &Pace, offers: &[Offer]) -> Vec<Master> {
    let mut rng = Rng::new(seed, 1);
    staff::masters()
        .map(|(person, trade)| {
            let main = skills_in(&mut rng, pace, offers, trade.main);
            let mut also = skills_in(&mut rng, pace, offers, trade.also);
            let least = 10_usize.saturating_sub(main.len()).min(also.len());
            let most = also.len().min(25_usize.saturating_sub(main.len()));
            let keep = least + rng.place(most.saturating_sub(least) + 1);
            while also.len() > keep {
                also.remove(rng.place(also.len()));
            }
            let second = also.into_iter().map(|skill| Skill { demand: skill.demand / 4, ..skill });
            let skills = main.into_iter().chain(second).collect();
            Master { person, skills, popularity: rng.between(85, 115) }
        })
        .collect()
}

fn skills_in(rng: &mut Rng, pace: &Pace, offers: &[Offer], category: usize) -> Vec<Skill> {
    let of_trade = offers.iter().enumerate().filter(|(_, offer)| offer.category == category);
    of_trade.zip(1..).map(|((service, offer), rank)| skill(rng, pace, (service, offer), rank)).collect()
}

fn skill(rng: &mut Rng, pace: &Pace, (service, offer): (usize, &Offer), rank: u64) -> Skill {
    let standard = offer.service;
    let own_price = rng.chance(180).then(|| standard.price * rng.between(9, 13) / 10 / 500 * 500);
    let own_minutes = rng.chance(150).then(|| pace.slower(standard.minutes));
    Skill {
        service,
        offer: *offer,
        own_price: own_price.filter(|own| *own != standard.price),
        own_minutes: own_minutes.filter(|own| *own != standard.minutes),
        online: rng.chance(900),
        demand: 1200 / (rank + 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::offers;
    use crate::size::Size;

    #[test]
    fn masters_perform_ten_to_twenty_five_services_once_each() {
        for seed in 0..30 {
            let pace = Pace::of(Size::M);
            for master in masters(seed, &pace, &offers(&pace)) {
                assert!((10..=25).contains(&master.skills.len()), "{}", master.skills.len());
                let mut services: Vec<_> = master.skills.iter().map(|skill| skill.service).collect();
                services.dedup();
                assert_eq!(services.len(), master.skills.len());
                assert!(master.skills.iter().all(|skill| skill.price() % 500 == 0 && skill.minutes() % 5 == 0));
            }
        }
    }
}
