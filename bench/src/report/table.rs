use super::{
    Report, lines,
    row::{TableRow, Target, Verdict},
};
use crate::targets::GROWTH;

const LEGEND: &str = "\
Of each size: median and 95th percentile over all ways of asking. Of the last size: worst, the median of the way of \
asking that takes longest; plan, parse and bind; SQL, statements; ✓ whatever is asked, ~ at the median, ✗ not. \
Growth: the last size's median by the first's.\n";

/// A Markdown table, followed by a list of the query variants that exceed their target.
pub fn table(report: &Report) -> String {
    let machine = &report.machine;
    let title = format!("{} cores, PostgreSQL {}, {}\n", machine.cores, machine.postgres, machine.at);
    let columns = 2 * report.sizes.len() + 7;
    let mut rows = vec![heading(report), vec!["---".to_owned(); columns]];
    for (section, lines) in [
        ("**in the database, executing, ms**", lines::queries(report)),
        ("**over HTTP**", lines::requests(report)),
        ("**loaded by a phone**", lines::page_loads(report)),
        (
            "**32 people read and write, ten times a second each; then 500 bookings arrive per second**",
            lines::writing(report),
        ),
        ("**live sockets**", lines::sockets(report)),
        ("**all bookings exported**", lines::exports(report)),
        ("**memory, MiB**", lines::memory(report)),
        ("**download, brotli, KB**", lines::downloads(report)),
    ] {
        if !lines.is_empty() {
            rows.push(std::iter::once(section.to_owned()).chain(vec![String::new(); columns - 1]).collect());
            rows.extend(lines.iter().map(cells));
        }
    }
    format!("{title}\n{}\n{LEGEND}{}", aligned(&rows), slow_variants(report))
}

fn heading(report: &Report) -> Vec<String> {
    let sizes = report.sizes.iter().flat_map(|size| [size.size.clone(), "p95".to_owned()]);
    let rest = ["worst", "plan", "SQL", "target", "", "growth"].map(str::to_owned);
    std::iter::once(String::new()).chain(sizes).chain(rest).collect()
}

fn cells(row: &TableRow) -> Vec<String> {
    let number = |value: Option<f64>| value.map(number).unwrap_or_default();
    let sizes = row.cells.iter().flat_map(|(figure, slow)| [number(*figure), number(*slow)]);
    let growth = row.growth().map(|growth| {
        let kept = if growth <= GROWTH { "" } else { " ✗" };
        format!("{growth:.2} ×{kept}")
    });
    let rest = [
        number(row.worst),
        number(row.plan),
        row.statements.map(|count| count.to_string()).unwrap_or_default(),
        row.target.map(target).unwrap_or_default(),
        verdict(row),
        growth.unwrap_or_default(),
    ];
    std::iter::once(row.name.clone()).chain(sizes).chain(rest).collect()
}

fn verdict(row: &TableRow) -> String {
    match row.verdict() {
        _ if row.failed > 0 => format!("✗ {} failed", row.failed),
        Some(Verdict::Met) => "✓".to_owned(),
        Some(Verdict::Mostly) => "~".to_owned(),
        Some(Verdict::Missed) => "✗".to_owned(),
        None => String::new(),
    }
}

fn target(target: Target) -> String {
    match target {
        Target::AtMost(most) => format!("≤ {}", number(most)),
        Target::SlowAtMost(most) => format!("p95 ≤ {}", number(most)),
        Target::AtLeast(least) => format!("≥ {}", number(least)),
    }
}

/// Formats with three significant digits.
fn number(value: f64) -> String {
    match value {
        value if value >= 99.95 => format!("{value:.0}"),
        value if value >= 9.995 => format!("{value:.1}"),
        value if value >= 0.9995 => format!("{value:.2}"),
        value => format!("{value:.3}"),
    }
}

/// Pads the columns; figures are right-aligned.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| Some(row.get(column)?.chars().count())).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| match (at, cell.as_str()) {
            (0, "---") => "-".repeat(*width),
            (_, "---") => format!("{}:", "-".repeat(width.saturating_sub(1))),
            (0, cell) => format!("{cell:<width$}"),
            (_, cell) => format!("{cell:>width$}"),
        });
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    rows.iter().map(line).collect()
}

/// Lists variants of the last size that exceed their target: a median over all variants may hide them.
fn slow_variants(report: &Report) -> String {
    let queries = report.sizes.last().map(|size| size.queries.as_slice()).unwrap_or_default();
    let slow = queries.iter().filter(|query| query.target.is_some_and(|target| query.slowest.execute > target));
    let lines: Vec<String> = slow
        .map(|query| format!("- {}: {} ms for `{}`\n", query.name, number(query.slowest.execute), query.slowest.what))
        .collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("\nOver their target, asked like this:\n\n{}", lines.concat())
    }
}
