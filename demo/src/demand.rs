//! Distribution of bookings over days and masters.

use jiff::civil::Date;

use super::clock::Clock;
use super::rng::Rng;
use super::salon::Salon;

/// One master's working day. `load` is its share of all bookings, relative to the sum of all loads.
#[derive(Clone, Copy, Debug)]
pub(super) struct WorkDay {
    pub(super) day: Date,
    /// Index into the salon's list of masters.
    pub(super) master: usize,
    pub(super) load: u64,
}

/// All working days of all masters, in chronological order.
pub(super) fn work_days(salon: &Salon) -> Vec<WorkDay> {
    let mut rng = Rng::new(salon.seed, 2);
    let days = salon.clock.days().flat_map(|day| (0..salon.masters.len()).map(move |master| (day, master)));
    days.filter_map(|(day, master)| {
        let load = load(&mut rng, salon, day, master)?;
        (load > 0).then_some(WorkDay { day, master, load })
    })
    .collect()
}

fn load(rng: &mut Rng, salon: &Salon, day: Date, index: usize) -> Option<u64> {
    let (jitter, ill) = (rng.between(70, 130), rng.chance(15));
    let master = salon.masters.get(index)?;
    if ill || salon.profile.day_off(index, day.weekday().to_sunday_zero_offset()) {
        return None;
    }
    let shift = salon.profile.shift(index);
    let capacity = (shift.close - shift.open) * 100 / master.average_busy();
    let load = trend(&salon.clock, day) * weekday(day) * season(day) / 100 * capacity * master.popularity * jitter;
    u64::try_from(load).ok()
}

/// Linear growth until today, two full weeks ahead, then decreasing with the square of the distance. Per mille.
fn trend(clock: &Clock, day: Date) -> i64 {
    match clock.days_from_today(day) {
        past @ ..0 => 1000 + 250 * past / 822,
        0..14 => 950,
        ahead => 950 * 196 / (ahead * ahead) + 15,
    }
}

/// Percent. The weekend of Dubai begins on Friday afternoon.
fn weekday(day: Date) -> i64 {
    match day.weekday().to_sunday_zero_offset() {
        4 => 110,
        5 => 115,
        6 => 112,
        1 => 88,
        _ => 96,
    }
}

/// Percent. Many clients travel in July and August; December has many parties.
fn season(day: Date) -> i64 {
    match day.month() {
        7 | 8 => 86,
        12 => 108,
        3 | 4 | 10 | 11 => 103,
        _ => 100,
    }
}
