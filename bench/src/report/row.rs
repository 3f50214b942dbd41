#[derive(Default)]
pub struct TableRow {
    /// Name and unit.
    pub name: String,
    /// For each size: median (or figure) and 95th percentile.
    pub cells: Vec<(Option<f64>, Option<f64>)>,
    /// Median of the slowest variant at the last size, for queries.
    pub worst: Option<f64>,
    /// Median of the planning time at the last size, for queries.
    pub plan: Option<f64>,
    /// Number of statements, for queries.
    pub statements: Option<usize>,
    pub target: Option<Target>,
    /// Whether the growth between sizes has a target too.
    pub grows: bool,
    pub failed: usize,
}

#[derive(Clone, Copy)]
pub enum Target {
    /// Upper limit of the median or figure.
    AtMost(f64),
    /// Upper limit of the 95th percentile.
    SlowAtMost(f64),
    AtLeast(f64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Met,
    /// Met by the median of all variants but not by the slowest one.
    Mostly,
    /// Not met, or requests failed.
    Missed,
}

impl TableRow {
    /// Comparison of the last size with the target; `None` without a target.
    pub fn verdict(&self) -> Option<Verdict> {
        let (figure, slow) = *self.cells.last()?;
        let (kept, mostly) = match self.target? {
            Target::AtMost(most) => (self.worst.or(figure)? <= most, figure? <= most),
            Target::SlowAtMost(most) => (slow? <= most, false),
            Target::AtLeast(least) => (figure? >= least, false),
        };
        Some(match (kept, mostly) {
            _ if self.failed > 0 => Verdict::Missed,
            (true, _) => Verdict::Met,
            (false, true) => Verdict::Mostly,
            (false, false) => Verdict::Missed,
        })
    }

    /// Ratio of the last size to the first one; `None` for a single size.
    pub fn growth(&self) -> Option<f64> {
        let (first, last) = (self.cells.first()?.0?, self.cells.last()?.0?);
        (self.grows && self.cells.len() > 1 && first > 0.0).then_some(last / first)
    }
}
