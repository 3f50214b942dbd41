/// A line of the table.
#[derive(Default)]
pub struct Row {
    /// What was measured.
    pub name: String,
    /// For each size, the figure, and how far the slow end is from it.
    pub cells: Vec<(Option<f64>, Option<f64>)>,
    /// In the database, at the last size: planning.
    pub plan: Option<f64>,
    /// In the database: statements.
    pub statements: Option<usize>,
    /// What is promised.
    pub target: Option<Target>,
    /// Whether its growth is promised too.
    pub grows: bool,
    /// Something went wrong while it was measured.
    pub failed: usize,
}

/// What is promised of a line's last size.
#[derive(Clone, Copy)]
pub enum Target {
    /// The figure is at most this.
    AtMost(f64),
    /// The slow end is at most this.
    SlowAtMost(f64),
    /// The figure is at least this.
    AtLeast(f64),
}

impl Row {
    /// Whether the last size keeps what is promised; `None` where nothing is.
    pub fn is_kept(&self) -> Option<bool> {
        let (figure, slow) = *self.cells.last()?;
        let kept = match self.target? {
            Target::AtMost(most) => figure? <= most,
            Target::SlowAtMost(most) => slow? <= most,
            Target::AtLeast(least) => figure? >= least,
        };
        Some(kept && self.failed == 0)
    }

    /// How many times as much the last size costs as the first; `None` for a single size.
    pub fn growth(&self) -> Option<f64> {
        let (first, last) = (self.cells.first()?.0?, self.cells.last()?.0?);
        (self.grows && self.cells.len() > 1 && first > 0.0).then_some(last / first)
    }
}
