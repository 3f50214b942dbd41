use serde::Serialize;

/// Median and 95th percentile, in the unit of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// 50th percentile.
    pub median: f64,
    /// 95th percentile.
    pub p95: f64,
}

impl Spread {
    /// Computes both; `None` without values.
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        Some(Spread { median: at(&values, 50)?, p95: at(&values, 95)? })
    }
}

/// Percentile by nearest rank, which is always a measured value.
fn at(sorted: &[f64], percent: usize) -> Option<f64> {
    sorted.get((sorted.len() * percent).div_ceil(100).checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_ranks() {
        let hundred = (1..=100).rev().map(f64::from).collect();
        assert_eq!(Spread::of(hundred), Some(Spread { median: 50.0, p95: 95.0 }));
        assert_eq!(Spread::of(vec![7.0]), Some(Spread { median: 7.0, p95: 7.0 }));
        assert_eq!(Spread::of(vec![]), None);
    }
}
