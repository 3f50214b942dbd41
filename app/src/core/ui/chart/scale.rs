/// From which value to which a plot reaches, and the values that lines are drawn at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// At the bottom: zero, or below it where a value is.
    pub low: i64,
    /// At the top.
    pub high: i64,
    /// From bottom to top, equally far from each other.
    pub ticks: Vec<i64>,
}

/// More lines than these say no more.
const STEPS: i64 = 4;

impl Scale {
    /// Around these values and zero, with round numbers at its lines.
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

    /// How far from the top a value is, in hundredths.
    pub fn depth(&self, value: i64) -> f64 {
        let reach = self.high as f64 - self.low as f64;
        100.0 * (self.high as f64 - value as f64) / reach.max(1.0)
    }
}

/// One, two or five of a power of ten, so that few of it make up `reach`.
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
