//! Rows of the table.

use super::{
    Report, SizeReport,
    row::{TableRow, Target},
};
use crate::{
    http::{Export, Mix, PageLoad, RequestResult, RequestTimes, Sockets, Writing},
    memory::Memory,
    statistics::Spread,
    targets::{BURST_RATE, COLD_MS, FIRST_PAGE_KB, FIRST_PAGE_REQUESTS, LIGHTHOUSE, WARM_MS},
};

fn median_and_p95(spread: Spread) -> (Option<f64>, Option<f64>) {
    (Some(spread.median), Some(spread.p95))
}

/// Execution times of the queries.
pub fn queries(report: &Report) -> Vec<TableRow> {
    let Some(last) = report.sizes.last() else { return Vec::new() };
    let row = |(at, query): (usize, &crate::queries::QueryResult)| TableRow {
        name: query.name.to_owned(),
        cells: report.sizes.iter().filter_map(|size| Some(median_and_p95(size.queries.get(at)?.execute))).collect(),
        worst: Some(query.slowest.execute),
        plan: Some(query.plan.median),
        statements: Some(query.statements),
        target: query.target.map(Target::AtMost),
        grows: query.target.is_some(),
        failed: 0,
    };
    last.queries.iter().enumerate().map(row).collect()
}

/// Each kind of request: one client, 32 clients, requests per second.
pub fn requests(report: &Report) -> Vec<TableRow> {
    let last = report.sizes.last().and_then(|size| size.served.as_ref());
    let Some(last) = last else { return Vec::new() };
    let rows = |(at, request): (usize, &RequestResult)| {
        let cells = |of: fn(&RequestResult) -> (Option<f64>, Option<f64>)| {
            let of = |size: &SizeReport| Some(of(size.served.as_ref()?.requests.get(at)?));
            report.sizes.iter().filter_map(of).collect()
        };
        let row = |what: &str, cells, target| TableRow {
            name: format!("{}, {what}", request.name),
            cells,
            target,
            failed: request.failed,
            ..Default::default()
        };
        let targets = request.targets;
        [
            row("alone, ms", cells(|r| median_and_p95(r.alone)), targets.alone.map(Target::SlowAtMost)),
            row("32 at once, ms", cells(|r| median_and_p95(r.crowd)), targets.crowd.map(Target::SlowAtMost)),
            row(
                "32 at once, per second",
                cells(|r| (Some(r.per_second), None)),
                targets.per_second.map(Target::AtLeast),
            ),
        ]
    };
    last.requests.iter().enumerate().flat_map(rows).collect()
}

/// Pages in a browser.
pub fn page_loads(report: &Report) -> Vec<TableRow> {
    let last = report.sizes.last().and_then(|size| size.served.as_ref());
    let rows = |(at, page): (usize, &PageLoad)| {
        let row = |what: &str, target, of: fn(&PageLoad) -> f64| {
            let cell = |size: &SizeReport| Some((Some(of(size.served.as_ref()?.page_loads.get(at)?)), None));
            let cells = report.sizes.iter().filter_map(cell).collect();
            TableRow { name: format!("{}, {what}", page.path), cells, target, ..Default::default() }
        };
        [
            row("Lighthouse", Some(Target::AtLeast(LIGHTHOUSE)), |page| page.score),
            row("largest paint, ms", None, |page| page.largest_paint_ms),
            row("blocking, ms", None, |page| page.blocking_ms),
            row("buttons on slow 3G, ms", Some(Target::AtMost(COLD_MS)), |page| page.cold_ms),
            row("the same again, ms", Some(Target::AtMost(WARM_MS)), |page| page.warm_ms),
            row("until then, KB", Some(Target::AtMost(FIRST_PAGE_KB)), |page| page.kilobytes),
            row("until then, requests", Some(Target::AtMost(FIRST_PAGE_REQUESTS)), |page| page.requests),
            row("with what is loaded afterwards, KB", None, |page| page.all_kilobytes),
        ]
    };
    last.into_iter().flat_map(|served| served.page_loads.iter().enumerate().flat_map(rows)).collect()
}

/// Measurements that create bookings: 32 clients, and a burst.
pub fn writing(report: &Report) -> Vec<TableRow> {
    let of = |size: &SizeReport| size.served.as_ref().map(|served| served.writing.clone());
    let all: Vec<Writing> = report.sizes.iter().filter_map(of).collect();
    let Some(last) = all.last() else { return Vec::new() };
    let done = |name: String, one: &RequestTimes, of: &dyn Fn(&Writing) -> Option<Spread>| TableRow {
        name,
        cells: all.iter().filter_map(|writing| Some(median_and_p95(of(writing)?))).collect(),
        target: one.target.map(Target::SlowAtMost),
        failed: one.failed,
        ..Default::default()
    };
    let figure = |name: &str, target, of: &dyn Fn(&Writing) -> f64| TableRow {
        name: name.to_owned(),
        cells: all.iter().map(|writing| (Some(of(writing)), None)).collect(),
        target,
        ..Default::default()
    };
    let mix = |before: &'static str, of: fn(&Writing) -> &Mix| {
        let all = figure(&format!("{before}all of these, per second"), None, &|writing| of(writing).per_second);
        let each = |(at, one): (usize, &RequestTimes)| {
            done(format!("{before}{}, ms", one.name), one, &|writing| Some(of(writing).done.get(at)?.spread))
        };
        of(last).done.iter().enumerate().map(each).chain([all]).collect::<Vec<_>>()
    };
    let mut rows = mix("", |writing| &writing.people);
    rows.extend(mix("without a pause: ", |writing| &writing.full));
    let none = Some(Target::AtMost(0.0));
    rows.extend([
        figure("a burst: bookings per second", Some(Target::AtLeast(BURST_RATE)), &|writing| writing.burst.per_second),
        done("a burst: book, ms".to_owned(), &last.burst.booked, &|writing| Some(writing.burst.booked.spread)),
        done("a burst: list, ms".to_owned(), &last.burst.listed, &|writing| Some(writing.burst.listed.spread)),
        figure("a burst: bookings lost or made twice", none, &|writing| writing.burst.lost as f64),
        figure("a burst: figures and totals that are wrong", none, &|writing| writing.burst.miscounts as f64),
    ]);
    rows
}

pub fn exports(report: &Report) -> Vec<TableRow> {
    let last = report.sizes.last().and_then(|size| size.served.as_ref());
    let row = |(at, export): (usize, &Export)| {
        let cells = |of: fn(&Export) -> f64| {
            let cell = |size: &SizeReport| Some((Some(of(size.served.as_ref()?.exports.get(at)?)), None));
            report.sizes.iter().filter_map(cell).collect()
        };
        let row =
            |what: &str, cells| TableRow { name: format!("{}, {what}", export.name), cells, ..Default::default() };
        [
            row("seconds", cells(|export| export.seconds)),
            row("MB", cells(|export| export.megabytes)),
            row("growth of the server meanwhile, MiB", cells(|export| export.growth)),
        ]
    };
    last.into_iter().flat_map(|served| served.exports.iter().enumerate().flat_map(row)).collect()
}

/// Memory, in mebibytes.
pub fn memory(report: &Report) -> Vec<TableRow> {
    let row = |name: &str, of: fn(&Memory) -> f64| {
        let cell = |size: &SizeReport| Some((Some(of(&size.served.as_ref()?.memory)), None));
        let cells = report.sizes.iter().filter_map(cell).collect();
        TableRow { name: name.to_owned(), cells, ..Default::default() }
    };
    let rows = [
        row("server, idle (RSS)", |memory| memory.server_idle),
        row("server, after the load (RSS)", |memory| memory.server_loaded),
        row("PostgreSQL, after the load (PSS)", |memory| memory.postgres),
        row("PostgreSQL, of that not shared buffers", |memory| memory.postgres_own),
    ];
    rows.into_iter().filter(|row| !row.cells.is_empty()).collect()
}

/// Download sizes in kilobytes; the same for each size of the data.
pub fn downloads(report: &Report) -> Vec<TableRow> {
    let row = |download: &crate::sizes::Download| TableRow {
        name: download.kind.to_owned(),
        cells: report.sizes.iter().map(|_| (download.kilobytes, None)).collect(),
        target: Some(Target::AtMost(download.target)),
        ..Default::default()
    };
    report.downloads.iter().map(row).collect()
}

/// Measurements of the live socket.
pub fn sockets(report: &Report) -> Vec<TableRow> {
    let all: Vec<Sockets> = report.sizes.iter().filter_map(|size| Some(size.served.as_ref()?.sockets)).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let row = |name: &str, target, of: fn(&Sockets) -> (Option<f64>, Option<f64>)| TableRow {
        name: name.to_owned(),
        cells: all.iter().map(of).collect(),
        target: Some(Target::AtMost(target)),
        ..Default::default()
    };
    vec![
        row("a booking on one's own screen, ms", 100.0, |sockets| median_and_p95(sockets.own)),
        row("the same, 99 of 100, ms", 100.0, |sockets| (Some(sockets.own_p99), None)),
        row("on a screen of another process, 99 of 100, ms", 100.0, |sockets| (sockets.elsewhere_p99, None)),
        row("10,000 idle sockets, the server's MiB", 250.0, |sockets| (Some(sockets.idle), None)),
        row("a booking on all their screens, ms", 2_000.0, |sockets| (Some(sockets.broadcast), None)),
    ]
}
