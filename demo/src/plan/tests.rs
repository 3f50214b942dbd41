#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use super::*;
use crate::clock::Clock;
use crate::size::Size;
use domain::bookings::Status;
use jiff::civil::date;
use std::collections::BTreeMap;

fn salon(size: Size, zone: &str, seed: u64) -> Salon {
    Salon::new(size, Clock::new(zone, date(2026, 11, 20)).unwrap(), seed)
}

fn planned(salon: &Salon) -> Plan {
    plan(salon, &AtomicU64::new(0)).unwrap()
}

/// Sorted busy ranges of each master, without cancelled bookings and no-shows.
fn busy(salon: &Salon, plan: &Plan) -> BTreeMap<usize, Vec<(Seconds, Seconds)>> {
    let mut busy: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for booking in &plan.bookings {
        if !matches!(booking.status, Status::Cancelled | Status::NoShow) {
            let service = salon.offers[booking.service].service;
            let from = booking.start - i64::from(service.before) * MINUTE;
            busy.entry(booking.master).or_default().push((from, booking.end() + i64::from(service.after) * MINUTE));
        }
    }
    busy.values_mut().for_each(|ranges| ranges.sort_unstable());
    busy
}

#[test]
fn size_s_is_planned_exactly_without_overlaps_in_all_zones() {
    for (zone, seed) in [("Asia/Dubai", 1), ("Asia/Dubai", 2), ("Europe/London", 3), ("America/Santiago", 4)] {
        let salon = salon(Size::S, zone, seed);
        let plan = planned(&salon);
        assert_eq!(plan.bookings.len(), 10_000);
        for ranges in busy(&salon, &plan).values() {
            assert!(ranges.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        }
    }
}

#[test]
fn size_m_is_planned_exactly_without_overlaps() {
    let salon = salon(Size::M, "Asia/Dubai", 42);
    let plan = planned(&salon);
    assert_eq!(plan.bookings.len(), 100_000);
    for ranges in busy(&salon, &plan).values() {
        assert!(ranges.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    }
}

#[test]
fn plan_is_reproducible() {
    let twice = [9, 9, 10].map(|seed| {
        let plan = planned(&salon(Size::S, "Asia/Dubai", seed));
        plan.bookings.iter().map(|b| (b.start, b.created, b.client, b.price)).collect::<Vec<_>>()
    });
    assert!(twice[0] == twice[1] && twice[0] != twice[2]);
}

#[test]
fn second_booking_of_a_visit_follows_the_first() {
    let salon = salon(Size::S, "Asia/Dubai", 5);
    let plan = planned(&salon);
    let pairs = plan.bookings.windows(2).filter(|pair| pair[1].visit == Visit::Second);
    let mut count = 0;
    for pair in pairs {
        assert!(pair[0].visit == Visit::First && pair[0].client == pair[1].client);
        assert!((0..=50).contains(&((pair[1].start - pair[0].end()) / MINUTE)));
        count += 1;
    }
    assert!(count > 100, "{count}");
}
