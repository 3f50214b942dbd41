use super::{
    case::{Case, Kind, QueryVariant},
    figures, list,
    sample::Sample,
    search,
};
use crate::{
    BenchResult,
    database::{Durations, Step},
    statistics::Spread,
};
use domain::{Db, staff::Asker};
use serde::Serialize;

/// Number of unmeasured calls: PostgreSQL may switch to a generic plan after the fifth execution.
const WARM_UP: usize = 12;

/// Times of one case in PostgreSQL, in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct QueryResult {
    pub name: &'static str,
    pub target: Option<f64>,
    /// Execution of all statements of a call.
    pub execute: Spread,
    /// Planning of all statements of a call: parse and bind.
    pub plan: Spread,
    /// Largest number of statements of a call.
    pub statements: usize,
    pub calls: usize,
    pub slowest: Slowest,
}

/// The slowest variant of a case.
#[derive(Clone, Debug, Serialize)]
pub struct Slowest {
    pub what: String,
    /// Median of the execution time, in milliseconds.
    pub execute: f64,
}

/// Measures all cases, each with at least `calls` calls.
pub async fn measure(db: &Db, durations: &Durations, sample: &Sample, calls: usize) -> BenchResult<Vec<QueryResult>> {
    let baseline = Case {
        name: "`SELECT 1`",
        kind: Kind::Baseline,
        target: None,
        variants: vec![sample.as_director(Default::default())],
    };
    let cases = [vec![baseline], list::cases(sample), search::cases(sample), figures::cases(sample)];
    let mut results = Vec::new();
    for case in cases.into_iter().flatten() {
        results.push(CaseTimer { db, durations }.time(&case, calls).await?);
    }
    Ok(results)
}

struct CaseTimer<'a> {
    db: &'a Db,
    durations: &'a Durations,
}

/// Times of one call, in milliseconds.
struct Call {
    plan: f64,
    execute: f64,
    statements: usize,
}

impl CaseTimer<'_> {
    async fn time(&self, case: &Case, calls: usize) -> BenchResult<QueryResult> {
        for variant in case.variants.iter().cycle().take(WARM_UP.max(2 * case.variants.len())) {
            self.call(case.kind, variant).await?;
        }
        let rounds = calls.div_ceil(case.variants.len().max(1));
        let mut timed: Vec<Vec<Call>> = case.variants.iter().map(|_| Vec::with_capacity(rounds)).collect();
        for _ in 0..rounds {
            for (variant, timed) in case.variants.iter().zip(&mut timed) {
                timed.push(self.call(case.kind, variant).await?);
            }
        }
        summary(case, &timed).ok_or_else(|| format!("nothing to ask for {}", case.name).into())
    }

    async fn call(&self, kind: Kind, variant: &QueryVariant) -> BenchResult<Call> {
        self.durations.take();
        // On the connection whose statements PostgreSQL times.
        let asker = Asker { db: self.db.clone(), ..variant.asker.clone() };
        match kind {
            Kind::List => drop(domain::bookings::list(&asker, &variant.query).await?),
            Kind::Figures => drop(domain::bookings::figures(&asker, &variant.query).await?),
            Kind::Baseline => drop(sqlx::query("SELECT 1").fetch_all(self.db).await?),
        }
        Call::of(&self.durations.take())
    }
}

impl Call {
    fn of(steps: &[Step]) -> BenchResult<Self> {
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
    let each = case.variants.iter().zip(timed).filter_map(|(variant, calls)| Some((variant, of(calls)?.median)));
    let (variant, execute) = each.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    let all = || timed.iter().flatten();
    Some(QueryResult {
        name: case.name,
        target: case.target,
        execute: Spread::of(all().map(|call| call.execute).collect())?,
        plan: Spread::of(all().map(|call| call.plan).collect())?,
        statements: all().map(|call| call.statements).max()?,
        calls: all().count(),
        slowest: Slowest { what: variant.description(), execute },
    })
}
