use jiff::{
    Span, ToSpan,
    civil::{Date, date},
};

/// A range of local days, both ends inclusive. A `None` end is unbounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day; `None` is unbounded.
    pub from: Option<Date>,
    /// Last day, inclusive; `None` is unbounded.
    pub to: Option<Date>,
}

/// A run of adjacent blocks of the table `booking_figures`: blocks of `span` days each, from the block that starts at
/// day `first` to the one that starts at day `last` (days since 1970-01-01). See `migrations/0005_booking_figures.sql`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocks {
    /// Days per block: 1, 8, 64 or 512.
    pub span: i32,
    /// Day on which the first block starts, in days since 1970-01-01; a multiple of `span`.
    pub first: i32,
    /// Day on which the last block starts (inclusive), in days since 1970-01-01.
    pub last: i32,
}

/// Days before and after all bookings, far inside of what PostgreSQL and time zones can tell.
#[cfg(feature = "ssr")]
pub(crate) const CALENDAR: std::ops::RangeInclusive<Date> = date(1, 1, 1)..=date(9000, 1, 1);

const SPANS: [i32; 4] = [1, 8, 64, 512];

/// Bounds that stand for open ends, in days since 1970-01-01, the first day of the block table.
const FIRST_DAY: i32 = 0;
const LAST_DAY: i32 = 512 * 256 - 1; // in the year 2328

impl Period {
    /// The period between two days, given in either order.
    pub fn between(a: Date, b: Date) -> Self {
        Period { from: Some(a.min(b)), to: Some(a.max(b)) }
    }

    /// The period between two optional days, in either order; `None` leaves that end open.
    pub fn asked(from: Option<Date>, to: Option<Date>) -> Self {
        match (from, to) {
            (Some(from), Some(to)) => Period::between(from, to),
            (from, to) => Period { from, to },
        }
    }

    /// The last `days` days, ending with `today` (inclusive).
    pub fn last_days(today: Date, days: i32) -> Self {
        Period { from: today.checked_sub((days - 1).days()).ok(), to: Some(today) }
    }

    /// Length in days; `None` when an end is open.
    pub fn days(self) -> Option<i32> {
        Some(day_number(self.to?) - day_number(self.from?) + 1)
    }

    /// The period of equal length that ends on the day before this one; `None` when an end is open, or when the calendar
    /// has no such days.
    pub fn previous(self) -> Option<Self> {
        let length = Span::new().try_days(self.days()?).ok()?;
        Some(Period { from: Some(self.from?.checked_sub(length).ok()?), to: Some(self.to?.checked_sub(length).ok()?) })
    }

    /// The smallest set of blocks that covers exactly this period, at most two runs per span. An open end stops at the
    /// first or last day of the block table.
    pub fn blocks(self) -> Vec<Blocks> {
        let mut first = self.from.map_or(FIRST_DAY, day_number).clamp(FIRST_DAY, LAST_DAY);
        let mut end = self.to.map_or(LAST_DAY, day_number).clamp(FIRST_DAY - 1, LAST_DAY) + 1;
        let mut blocks = Vec::new();
        let mut run = |span, first, end| {
            if first < end {
                blocks.push(Blocks { span, first, last: end - span });
            }
        };
        for pair in SPANS.windows(2) {
            let &[span, wider] = pair else { continue };
            let (up, down) = (first + (-first).rem_euclid(wider), end - end.rem_euclid(wider));
            if up >= down {
                // No complete block of the wider span fits into the remaining days.
                run(span, first, end);
                return blocks;
            }
            run(span, first, up);
            run(span, down, end);
            (first, end) = (up, down);
        }
        run(512, first, end);
        blocks
    }
}

fn day_number(day: Date) -> i32 {
    day.since(date(1970, 1, 1)).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days_of(blocks: &[Blocks]) -> Vec<i32> {
        let mut days: Vec<i32> = blocks
            .iter()
            .flat_map(|b| (b.first..=b.last).step_by(b.span as usize).flat_map(|start| start..start + b.span))
            .collect();
        days.sort_unstable();
        days
    }

    proptest! {
        #[test]
        fn blocks_are_the_period_and_few(first in 10_000..30_000i32, length in 1..2_000i32) {
            let day = |n: i32| date(1970, 1, 1).checked_add(n.days()).unwrap();
            let period = Period::between(day(first), day(first + length - 1));
            let blocks = period.blocks();
            prop_assert_eq!(days_of(&blocks), (first..first + length).collect::<Vec<_>>());
            let rows: i32 = blocks.iter().map(|b| (b.last - b.first) / b.span + 1).sum();
            prop_assert!(rows <= 3 * 14 + length / 512, "{rows} rows for {length} days");
            prop_assert!(blocks.iter().all(|b| b.first % b.span == 0));
        }
    }

    #[test]
    fn open_ends_reach_everywhere() {
        assert_eq!(Period::default().blocks(), [Blocks { span: 512, first: 0, last: 512 * 255 }]);
        let since = Period { from: Some(date(2026, 11, 20)), to: None };
        assert_eq!(days_of(&since.blocks()).first(), Some(&day_number(date(2026, 11, 20))));
        assert_eq!(Period { from: Some(date(9999, 12, 31)), to: None }.blocks().len(), 1);
        assert_eq!(Period { from: None, to: Some(date(-9999, 1, 1)) }.blocks(), []);
    }

    #[test]
    fn previous_touches_and_has_the_same_length() {
        let november = Period::between(date(2026, 11, 30), date(2026, 11, 1));
        assert_eq!(november.previous(), Some(Period::between(date(2026, 10, 2), date(2026, 10, 31))));
        assert_eq!(Period::last_days(date(2026, 11, 20), 30).days(), Some(30));
        assert_eq!(Period::default().previous(), None);
        for from in [Date::MIN, date(-4713, 1, 1)] {
            assert_eq!(Period::between(from, Date::MAX).previous(), None, "the calendar has no days before {from}");
        }
    }
}
