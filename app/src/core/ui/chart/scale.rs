/// The range of values that a plot shows, and its grid lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Lowest shown value: zero, or lower for negative values.
    pub low: i64,
    /// Highest shown value.
    pub high: i64,
    /// Values of the grid lines, ascending, at equal distances.
    pub ticks: Vec<i64>,
}

/// Largest number of intervals between grid lines.
const STEPS: i64 = 4;

impl Scale {
    /// A scale that includes zero and all values, with round numbers at its grid lines.
    pub fn of(values: &[i64]) -> Self {
        let least = values.iter().copied().fold(0, i64::min);
        let most = values.iter().copied().fold(0, i64::max);
        let step = round_step(most.saturating_sub(least));
        let low = least.div_euclid(step).saturating_mul(step);
        let above = i64::from(most.rem_euclid(step) > 0 || most == low);
        let high = most.div_euclid(step).saturating_add(above).saturating_mul(step);
        let mut ticks = vec![low];
        while let Some(next) = ticks.last().and_then(|last| last.checked_add(step)).filter(|next| *next <= high) {
            ticks.push(next);
        }
        Scale { low, high, ticks }
    }

    /// Distance of a value from the top, in percent.
    pub fn depth(&self, value: i64) -> f64 {
        let reach = self.high as f64 - self.low as f64;
        100.0 * (self.high as f64 - value as f64) / reach.max(1.0)
    }
}

/// The smallest of 1, 2 or 5 times a power of ten that divides `reach` into at most [`STEPS`] intervals.
fn round_step(reach: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for step in [1, 2, 5].map(|n| power.saturating_mul(n)) {
            if reach / STEPS < step || step == i64::MAX {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn lines_are_at_round_numbers_around_all_values() {
        assert_eq!(Scale::of(&[3, 17, 9]).ticks, [0, 5, 10, 15, 20]);
        assert_eq!(Scale::of(&[418_220]).ticks, [0, 200_000, 400_000, 600_000]);
        assert_eq!(Scale::of(&[-7, 12]).ticks, [-10, -5, 0, 5, 10, 15]);
        assert_eq!(Scale::of(&[20]).high, 20);
        assert_eq!(Scale::of(&[-20]).ticks.last(), Some(&0));
    }

    #[test]
    fn nothing_and_too_much_are_drawn_too() {
        assert_eq!(Scale::of(&[]).ticks, [0, 1]);
        assert_eq!(Scale::of(&[0, 0]).ticks, [0, 1]);
        assert!(Scale::of(&[i64::MAX, i64::MIN]).depth(0).is_finite());
        assert_eq!(Scale::of(&[20]).depth(20), 0.0);
        assert_eq!(Scale::of(&[20]).depth(5), 75.0);
    }
}
