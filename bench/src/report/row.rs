/// A line of the table.
#[derive(Default)]
pub struct Row {
    /// What was measured.
    pub name: String,
    /// For each size, the figure, and how far the slow end is from it.
    pub cells: Vec<(Option<f64>, Option<f64>)>,
    /// In the database, at the last size: the way of asking that takes longest, at its median.
    pub worst: Option<f64>,
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

/// How far a promise is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Whatever is asked.
    Kept,
    /// At the median of all that is asked, but not by the slowest of it.
    Mostly,
    /// Not.
    Broken,
}

impl Row {
    /// How far the last size keeps what is promised; `None` where nothing is.
    pub fn verdict(&self) -> Option<Verdict> {
        let (figure, slow) = *self.cells.last()?;
        let (kept, mostly) = match self.target? {
            Target::AtMost(most) => (self.worst.or(figure)? <= most, figure? <= most),
            Target::SlowAtMost(most) => (slow? <= most, false),
            Target::AtLeast(least) => (figure? >= least, false),
        };
        Some(match (kept, mostly) {
            _ if self.failed > 0 => Verdict::Broken,
            (true, _) => Verdict::Kept,
            (false, true) => Verdict::Mostly,
            (false, false) => Verdict::Broken,
        })
    }

    /// How many times as much the last size costs as the first; `None` for a single size.
    pub fn growth(&self) -> Option<f64> {
        let (first, last) = (self.cells.first()?.0?, self.cells.last()?.0?);
        (self.grows && self.cells.len() > 1 && first > 0.0).then_some(last / first)
    }
}
