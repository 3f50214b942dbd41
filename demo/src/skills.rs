//! Services of each master, with prices and durations.

use super::catalogue::Offer;
use super::profile::SizeProfile;
use super::rng::Rng;
use super::staff;

/// A service that a master performs. `None` means the default of the service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skill {
    /// Index into the price list.
    pub(super) service: usize,
    pub(super) offer: Offer,
    pub(super) own_price: Option<i64>,
    pub(super) own_minutes: Option<i32>,
    pub(super) online: bool,
    /// Relative weight of the service among those of the master.
    pub(super) demand: u64,
}

impl Skill {
    pub(super) fn price(&self) -> i64 {
        self.own_price.unwrap_or(self.offer.service.price)
    }

    pub(super) fn minutes(&self) -> i64 {
        self.own_minutes.unwrap_or(self.offer.service.minutes).into()
    }

    /// Minutes including buffers.
    pub(super) fn busy(&self) -> i64 {
        self.minutes() + i64::from(self.offer.service.before + self.offer.service.after)
    }
}

/// A master with ten to twenty-five skills. `person` is an index into `staff::PEOPLE`.
#[derive(Clone, Debug)]
pub(super) struct Master {
    pub(super) person: usize,
    pub(super) skills: Vec<Skill>,
    /// Number of bookings in percent of an average master's.
    pub(super) popularity: i64,
}

impl Master {
    /// Average minutes of a booking including buffers, weighted by demand.
    pub(super) fn average_busy(&self) -> i64 {
        let weighted_minutes: i64 = self.skills.iter().map(|skill| weight(skill) * skill.busy()).sum();
        let total_weight: i64 = self.skills.iter().map(weight).sum();
        weighted_minutes.checked_div(total_weight).unwrap_or(60).max(5)
    }
}

fn weight(skill: &Skill) -> i64 {
    i64::try_from(skill.demand).unwrap_or(0)
}

/// In the order of the staff list.
pub(super) fn masters(seed: u64, profile: &SizeProfile, offers: &[Offer]) -> Vec<Master> {
    let mut rng = Rng::new(seed, 1);
    staff::masters()
        .map(|(person, trade)| {
            let main = skills_in(&mut rng, profile, offers, trade.main);
            let mut also = skills_in(&mut rng, profile, offers, trade.also);
            let least = 10_usize.saturating_sub(main.len()).min(also.len());
            let most = also.len().min(25_usize.saturating_sub(main.len()));
            let keep = least + rng.index(most.saturating_sub(least) + 1);
            while also.len() > keep {
                also.remove(rng.index(also.len()));
            }
            let second = also.into_iter().map(|skill| Skill { demand: skill.demand / 4, ..skill });
            let skills = main.into_iter().chain(second).collect();
            Master { person, skills, popularity: rng.between(85, 115) }
        })
        .collect()
}

fn skills_in(rng: &mut Rng, profile: &SizeProfile, offers: &[Offer], category: usize) -> Vec<Skill> {
    let of_category = offers.iter().enumerate().filter(|(_, offer)| offer.category == category);
    of_category.zip(1..).map(|((service, offer), rank)| skill(rng, profile, (service, offer), rank)).collect()
}

fn skill(rng: &mut Rng, profile: &SizeProfile, (service, offer): (usize, &Offer), rank: u64) -> Skill {
    let standard = offer.service;
    let own_price = rng.chance(180).then(|| standard.price * rng.between(9, 13) / 10 / 500 * 500);
    let own_minutes = rng.chance(150).then(|| profile.slower(standard.minutes));
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
    fn masters_perform_ten_to_twenty_five_distinct_services() {
        for seed in 0..30 {
            let profile = SizeProfile::of(Size::M);
            for master in masters(seed, &profile, &offers(&profile)) {
                assert!((10..=25).contains(&master.skills.len()), "{}", master.skills.len());
                let mut services: Vec<_> = master.skills.iter().map(|skill| skill.service).collect();
                services.dedup();
                assert_eq!(services.len(), master.skills.len());
                assert!(master.skills.iter().all(|skill| skill.price() % 500 == 0 && skill.minutes() % 5 == 0));
            }
        }
    }
}
