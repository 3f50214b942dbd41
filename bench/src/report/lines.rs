//! The table's lines, from what was measured.

use super::{
    Report, SizeReport,
    row::{Row, Target},
};
use crate::{http::RequestResult, memory::Memory, statistics::Spread};

fn both(spread: Spread) -> (Option<f64>, Option<f64>) {
    (Some(spread.median), Some(spread.p95))
}

/// Execution of each kind of question.
pub fn queries(report: &Report) -> Vec<Row> {
    let Some(last) = report.sizes.last() else { return Vec::new() };
    let row = |(at, query): (usize, &crate::queries::QueryResult)| Row {
        name: query.name.to_owned(),
        cells: report.sizes.iter().filter_map(|size| Some(both(size.queries.get(at)?.execute))).collect(),
        worst: Some(query.slowest.execute),
        plan: Some(query.plan.median),
        statements: Some(query.statements),
        target: query.target.map(Target::AtMost),
        grows: query.target.is_some(),
        failed: 0,
    };
    last.queries.iter().enumerate().map(row).collect()
}

/// Each kind of request: alone, in a crowd, and how many.
pub fn requests(report: &Report) -> Vec<Row> {
    let last = report.sizes.last().and_then(|size| size.served.as_ref());
    let Some(last) = last else { return Vec::new() };
    let rows = |(at, request): (usize, &RequestResult)| {
        let cells = |of: fn(&RequestResult) -> (Option<f64>, Option<f64>)| {
            let of = |size: &SizeReport| Some(of(size.served.as_ref()?.requests.get(at)?));
            report.sizes.iter().filter_map(of).collect()
        };
        let row = |what: &str, cells, target| Row {
            name: format!("{}, {what}", request.name),
            cells,
            target,
            failed: request.failed,
            ..Default::default()
        };
        let targets = request.targets;
        [
            row("alone, ms", cells(|r| both(r.alone)), targets.alone.map(Target::SlowAtMost)),
            row("32 at once, ms", cells(|r| both(r.crowd)), targets.crowd.map(Target::SlowAtMost)),
            row(
                "32 at once, per second",
                cells(|r| (Some(r.per_second), None)),
                targets.per_second.map(Target::AtLeast),
            ),
        ]
    };
    last.requests.iter().enumerate().flat_map(rows).collect()
}

/// Memory, in mebibytes.
pub fn memory(report: &Report) -> Vec<Row> {
    let row = |name: &str, of: fn(&Memory) -> f64| {
        let cell = |size: &SizeReport| Some((Some(of(&size.served.as_ref()?.memory)), None));
        let cells = report.sizes.iter().filter_map(cell).collect();
        Row { name: name.to_owned(), cells, ..Default::default() }
    };
    let rows = [
        row("server, idle (RSS)", |memory| memory.server_idle),
        row("server, after the load (RSS)", |memory| memory.server_loaded),
        row("PostgreSQL, after the load (PSS)", |memory| memory.postgres),
        row("PostgreSQL, of that not shared buffers", |memory| memory.postgres_own),
    ];
    rows.into_iter().filter(|row| !row.cells.is_empty()).collect()
}

/// Downloads, in kilobytes; the same for each size.
pub fn downloads(report: &Report) -> Vec<Row> {
    let row = |download: &crate::sizes::Download| Row {
        name: download.kind.to_owned(),
        cells: report.sizes.iter().map(|_| (download.kilobytes, None)).collect(),
        target: Some(Target::AtMost(download.target)),
        ..Default::default()
    };
    report.downloads.iter().map(row).collect()
}
