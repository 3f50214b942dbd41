use serde::Serialize;

/// The middle and the slow end of many measurements, in their unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Half are below.
    pub median: f64,
    /// 95 of 100 are below.
    pub p95: f64,
}

impl Spread {
    /// Of any measurements; `None` of none.
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        Some(Spread { median: at(&values, 50)?, p95: at(&values, 95)? })
    }
}

/// Nearest rank: a value that was really measured.
fn at(sorted: &[f64], percent: usize) -> Option<f64> {
    sorted.get((sorted.len() * percent).div_ceil(100).checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_of_what_was_measured() {
        let hundred = (1..=100).rev().map(f64::from).collect();
        assert_eq!(Spread::of(hundred), Some(Spread { median: 50.0, p95: 95.0 }));
        assert_eq!(Spread::of(vec![7.0]), Some(Spread { median: 7.0, p95: 7.0 }));
        assert_eq!(Spread::of(vec![]), None);
    }
}
