use super::{
    case::{Ask, Case, Kind},
    figures, list,
    sample::Sample,
    search,
};
use crate::{
    Outcome,
    database::{Durations, Step},
    statistics::Spread,
};
use domain::Db;
use serde::Serialize;

/// Each statement is run this often before it counts: after five times PostgreSQL may settle for a generic plan.
const WARM: usize = 12;

/// How long one kind of question takes in the database, in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct QueryResult {
    /// What was asked.
    pub name: &'static str,
    /// At most these at the median.
    pub target: Option<f64>,
    /// Executing all its statements.
    pub execute: Spread,
    /// Planning them: parse and bind.
    pub plan: Spread,
    /// Statements at most.
    pub statements: usize,
    /// Calls that were measured.
    pub calls: usize,
    /// The way of asking that took longest.
    pub slowest: Slowest,
}

/// The way of asking that took longest.
#[derive(Clone, Debug, Serialize)]
pub struct Slowest {
    /// Who asked what.
    pub what: String,
    /// Median of its executions, in milliseconds.
    pub execute: f64,
}

/// Measures all kinds of questions, each `calls` times or a little more.
pub async fn measure(db: &Db, durations: &Durations, sample: &Sample, calls: usize) -> Outcome<Vec<QueryResult>> {
    let nothing =
        Case { name: "`SELECT 1`", kind: Kind::Nothing, target: None, asks: vec![sample.ask(Default::default())] };
    let cases = [vec![nothing], list::cases(sample), search::cases(sample), figures::cases(sample)];
    let mut results = Vec::new();
    for case in cases.into_iter().flatten() {
        results.push(Stopwatch { db, durations, sample }.time(&case, calls).await?);
    }
    Ok(results)
}

struct Stopwatch<'a> {
    db: &'a Db,
    durations: &'a Durations,
    sample: &'a Sample,
}

/// Milliseconds of one call.
struct Call {
    plan: f64,
    execute: f64,
    statements: usize,
}

impl Stopwatch<'_> {
    async fn time(&self, case: &Case, calls: usize) -> Outcome<QueryResult> {
        for ask in case.asks.iter().cycle().take(WARM.max(2 * case.asks.len())) {
            self.call(case.kind, ask).await?;
        }
        let rounds = calls.div_ceil(case.asks.len().max(1));
        let mut timed: Vec<Vec<Call>> = case.asks.iter().map(|_| Vec::with_capacity(rounds)).collect();
        for _ in 0..rounds {
            for (ask, timed) in case.asks.iter().zip(&mut timed) {
                timed.push(self.call(case.kind, ask).await?);
            }
        }
        summary(case, &timed).ok_or_else(|| format!("nothing to ask for {}", case.name).into())
    }

    async fn call(&self, kind: Kind, ask: &Ask) -> Outcome<Call> {
        let Sample { salon, .. } = self.sample;
        self.durations.take();
        match kind {
            Kind::List => drop(domain::bookings::list(self.db, &ask.actor, salon, &ask.query).await?),
            Kind::Figures => drop(domain::bookings::figures(self.db, &ask.actor, salon, &ask.query).await?),
            Kind::Nothing => drop(sqlx::query("SELECT 1").fetch_all(self.db).await?),
        }
        Call::of(&self.durations.take())
    }
}

impl Call {
    fn of(steps: &[Step]) -> Outcome<Self> {
        let mut call = Call { plan: 0.0, execute: 0.0, statements: 0 };
        for step in steps {
            match step {
                Step::Plan(ms) => call.plan += ms,
                Step::Execute(ms) => {
                    call.execute += ms;
                    call.statements += 1;
                }
            }
        }
        if call.statements == 0 { Err("PostgreSQL does not say how long statements take".into()) } else { Ok(call) }
    }
}

fn summary(case: &Case, timed: &[Vec<Call>]) -> Option<QueryResult> {
    let of = |calls: &[Call]| Spread::of(calls.iter().map(|call| call.execute).collect());
    let each = case.asks.iter().zip(timed).filter_map(|(ask, calls)| Some((ask, of(calls)?.median)));
    let (ask, execute) = each.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    let all = || timed.iter().flatten();
    Some(QueryResult {
        name: case.name,
        target: case.target,
        execute: Spread::of(all().map(|call| call.execute).collect())?,
        plan: Spread::of(all().map(|call| call.plan).collect())?,
        statements: all().map(|call| call.statements).max()?,
        calls: all().count(),
        slowest: Slowest { what: ask.words(), execute },
    })
}
