use super::{Gap, Revenue, Working};
use crate::{Money, bookings::Status, staff::Master};
use jiff::civil::DateTime;

/// Gaps shorter than this, in minutes, are not shown: hardly any service fits in.
const LEAST_MINUTES: i32 = 30;

/// A booking of the day that is neither cancelled nor no-show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub master: Master,
    pub starts: DateTime,
    pub ends: DateTime,
    /// Busy range, local time of the salon.
    pub busy: (DateTime, DateTime),
    pub status: Status,
    pub price: Money,
}

/// Masters with bookings. `lines` are sorted by the salon's order of masters, then by start.
pub fn working(lines: &[Line]) -> Vec<Working> {
    let day = |day: &[Line]| {
        let first = day.first()?;
        Some(Working {
            master: first.master.clone(),
            from: first.starts,
            to: day.iter().map(|line| line.ends).max()?,
            bookings: u32::try_from(day.len()).unwrap_or(u32::MAX),
            completed: u32::try_from(day.iter().filter(|line| line.status == Status::Completed).count())
                .unwrap_or(u32::MAX),
        })
    };
    lines.chunk_by(|a, b| a.master.id == b.master.id).filter_map(day).collect()
}

/// Gaps that are still to come, earliest first. The time before a master's first booking and after their last one is no
/// gap, because shifts are not known here.
pub fn gaps(lines: &[Line], now: DateTime) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = lines
        .chunk_by(|a, b| a.master.id == b.master.id)
        .flat_map(|day| day.windows(2).filter_map(move |pair| between(pair, now)))
        .collect();
    gaps.sort_by_key(|gap| gap.from);
    gaps
}

fn between(pair: &[Line], now: DateTime) -> Option<Gap> {
    let [before, after] = pair else { return None };
    let (from, to) = (before.busy.1.max(now), after.busy.0);
    // Local times: a gap across a change of clocks is an hour off, at night.
    let minutes = i32::try_from(to.duration_since(from).as_mins()).unwrap_or(0);
    (minutes >= LEAST_MINUTES).then(|| Gap { master: before.master.clone(), from, to, minutes })
}

/// Sums the prices, completed bookings separately from open ones.
pub fn revenue(lines: &[Line]) -> Revenue {
    let mut revenue = Revenue::default();
    for line in lines {
        let sums = if line.status == Status::Completed { &mut revenue.earned } else { &mut revenue.expected };
        match sums.iter_mut().find(|sum| sum.currency == line.price.currency) {
            Some(sum) => sum.minor += line.price.minor,
            None => sums.push(line.price.clone()),
        }
    }
    revenue
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::UserId;
    use jiff::civil::date;

    fn at(hour: i8, minute: i8) -> DateTime {
        date(2026, 11, 20).at(hour, minute, 0, 0)
    }

    fn line(master: i64, from: (i8, i8), to: (i8, i8), status: Status, price: i64) -> Line {
        let (starts, ends) = (at(from.0, from.1), at(to.0, to.1));
        Line {
            master: Master { id: UserId(master), name: format!("M{master}") },
            starts,
            ends,
            busy: (starts, ends),
            status,
            price: Money { minor: price, currency: "AED".into() },
        }
    }

    fn day() -> Vec<Line> {
        vec![
            line(1, (9, 0), (10, 0), Status::Completed, 100),
            line(1, (10, 30), (11, 0), Status::Confirmed, 200),
            line(1, (14, 0), (15, 0), Status::Pending, 300),
            line(2, (10, 0), (12, 0), Status::Arrived, 400),
            line(2, (12, 20), (13, 0), Status::Confirmed, 500),
        ]
    }

    #[test]
    fn masters_work_from_their_first_booking_to_the_last() {
        let found: Vec<_> =
            working(&day()).into_iter().map(|w| (w.master.id.0, w.from, w.to, w.bookings, w.completed)).collect();
        assert_eq!(found, [(1, at(9, 0), at(15, 0), 3, 1), (2, at(10, 0), at(13, 0), 2, 0)]);
        assert_eq!(working(&[]), []);
    }

    #[test]
    fn gaps_are_those_still_to_come_and_long_enough() {
        let found = |now| -> Vec<_> {
            gaps(&day(), now).into_iter().map(|gap| (gap.master.id.0, gap.from, gap.to, gap.minutes)).collect()
        };
        assert_eq!(found(at(8, 0)), [(1, at(10, 0), at(10, 30), 30), (1, at(11, 0), at(14, 0), 180)]);
        assert_eq!(found(at(10, 1)), [(1, at(11, 0), at(14, 0), 180)], "29 minutes are left of the first");
        assert_eq!(found(at(13, 0)), [(1, at(13, 0), at(14, 0), 60)]);
        assert_eq!(found(at(14, 30)), []);
    }

    #[test]
    fn gaps_leave_buffers_alone() {
        let mut day =
            vec![line(1, (9, 0), (10, 0), Status::Confirmed, 1), line(1, (10, 40), (11, 0), Status::Confirmed, 1)];
        day[1].busy.0 = at(10, 20);
        assert_eq!(gaps(&day, at(8, 0)), []);
    }

    #[test]
    fn money_is_earned_or_expected() {
        let money = |minor| vec![Money { minor, currency: "AED".into() }];
        assert_eq!(revenue(&day()), Revenue { earned: money(100), expected: money(1400) });
        assert_eq!(revenue(&[]), Revenue::default());
    }
}
