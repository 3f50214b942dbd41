//! A search is answered in several ways, depending on how frequent its words are; each must find what a plain scan
//! finds.

use crate::search::asks;
use domain::{
    Period,
    bookings::{BookingQuery, Count, Sort, Status, figures, list},
    staff::{Actor, Permission, Role},
};
use jiff::civil::date;
use sqlx::AssertSqlSafe;
use testkit::{TestDb, salon};

/// Words of all frequencies: in clients, services, both, phones, and names that hardly any booking has.
const WORDS: [&str; 18] = [
    "common",
    "hidden",
    "rare",
    "rare hidden",
    "middling",
    "common rare",
    "common middling",
    "nobody",
    "q",
    "z7",
    "old",
    "mi",
    "gone",
    "former",
    "97150",
    "001",
    "middling 97150",
    "former gone",
];

/// The data make each way of searching run; results are compared with a plain scan.
#[tokio::test]
async fn every_way_of_searching_finds_what_a_scan_finds() {
    let db = TestDb::new().await;
    let dina = fill(&db).await;
    let (status, master) = (Some(Status::Completed), Some(dina.id));
    let actors = [db.director().await, db.person("Sam", Role::Sales).await, dina];
    for (actor, typed) in actors.iter().flat_map(|actor| WORDS.map(|typed| (actor, typed))) {
        for (status, master) in [(None, None), (status, None), (None, master)] {
            for sort in Sort::ALL {
                let query = BookingQuery { sort, status, master, ..asks(typed) };
                let mut ids = Vec::new();
                let mut next = query.clone();
                loop {
                    let page = list(&db.asker(actor), &next).await.unwrap();
                    if page.similar {
                        break;
                    }
                    ids.extend(page.rows.iter().map(|row| row.id.0));
                    next.after = page.next;
                    if page.next.is_none() || ids.len() >= 60 {
                        break;
                    }
                }
                let scanned = scan(&db, actor, &query).await;
                assert_eq!(ids, scanned[..ids.len()], "{query:?}");
                assert!(ids.len() >= scanned.len().min(60), "{query:?}");
            }
        }
    }
}

#[tokio::test]
async fn every_way_of_counting_counts_what_a_scan_finds() {
    let db = TestDb::new().await;
    let dina = fill(&db).await;
    let master = Some(dina.id);
    let actors = [db.director().await, db.person("Sam", Role::Sales).await, dina];
    let days = Period::between(date(2026, 1, 21), date(2026, 2, 5));
    // The length of the list in `booking_figures` decides the way: first short, then long, then very long.
    for _ in 0..3 {
        for (actor, typed) in actors.iter().flat_map(|actor| WORDS.map(|typed| (actor, typed))) {
            for (period, master) in [(Period::default(), None), (Period::default(), master), (days, None)] {
                let query = BookingQuery { period, master, ..asks(typed) };
                let figures = figures(&db.asker(actor), &query).await.unwrap();
                let mut counted = vec![(period, figures.now)];
                counted.extend(period.previous().zip(figures.before));
                let mut totals = Vec::new();
                for (period, _) in &counted {
                    totals
                        .push(scan(&db, actor, &BookingQuery { period: *period, ..query.clone() }).await.len() as i64);
                }
                // Where nothing matches, similar bookings are counted.
                if totals.first() == Some(&0) && list(&db.asker(actor), &query).await.unwrap().similar {
                    continue;
                }
                for ((_, count), total) in counted.into_iter().zip(totals) {
                    assert_eq!(count.total, total.min(Count::SEARCH_LIMIT), "{query:?}");
                    assert_eq!(count.more, total > Count::SEARCH_LIMIT, "{query:?}");
                }
            }
        }
        sqlx::query("UPDATE booking_figures SET pending = pending * 9, completed = completed * 11")
            .execute(&db.pool)
            .await
            .unwrap();
    }
}

/// 8,000 bookings of one master: "common" in half of them, "middling" with 450 clients, "old" only among the earliest,
/// "hidden" in a rarely booked service, "former" as a former name of most clients but in twelve bookings only.
async fn fill(db: &TestDb) -> Actor {
    let dina = db.master("Dina").await;
    sqlx::raw_sql(
        "INSERT INTO categories (id, name) VALUES (1, '{}');
         INSERT INTO services (id, category_id, name, minutes, price, currency)
         SELECT n, 1, jsonb_build_object('en', CASE n WHEN 1 THEN 'Common care' WHEN 2 THEN 'Hidden rare rite' ELSE 'Gone' END),
             5, 100, 'AED' FROM generate_series(1, 3) n;
         INSERT INTO clients (id, name, phone)
         SELECT n, CASE WHEN n <= 3 THEN 'Rare Person' WHEN n <= 453 THEN 'Middling Guest' ELSE 'Some One' END || ' ' || n,
             '+97150' || (1000000 + n) FROM generate_series(1, 2000) n;
         INSERT INTO bookings (datetime, ends_at, busy, master_id, client_id, service_id, name, phone, service_name, status, price, currency)
         SELECT at, at + interval '5 min', tstzrange(at, at + interval '5 min'), (SELECT id FROM users WHERE is_master),
             c.id, s.id, CASE WHEN n <= 30 THEN 'Old ' ELSE '' END || c.name, c.phone, s.name ->> 'en',
             CASE WHEN n % 7 = 0 THEN 'pending' ELSE 'completed' END, 100, 'AED'
         FROM generate_series(1, 8000) n CROSS JOIN
             LATERAL (SELECT timestamptz '2026-01-01' + n * interval '10 min' AS at) t CROSS JOIN
             LATERAL (SELECT CASE WHEN n <= 6 THEN 2 WHEN n % 2 = 0 THEN 1 ELSE 3 END AS service) k
             JOIN services s ON s.id = k.service
             JOIN clients c ON c.id = 1 + n % 2000;
         UPDATE bookings SET deleted_at = now() WHERE id % 100 = 0;
         UPDATE clients SET search = search || ' former', names = names || ' former' WHERE id <= 1600;
         UPDATE bookings SET name = 'Former ' || name WHERE id % 500 = 1;
         ANALYZE",
    )
    .execute(&db.pool)
    .await
    .unwrap();
    dina
}

async fn scan(db: &TestDb, actor: &Actor, query: &BookingQuery) -> Vec<i64> {
    let mut condition = String::from("deleted_at IS NULL");
    let contacts = if actor.has(Permission::SeeContacts) { "phone" } else { "''" };
    for word in query.q.split_whitespace() {
        condition += &format!(" AND lower(name || ' ' || service_name || ' ' || {contacts}) LIKE '%{word}%'");
    }
    if let Some(status) = query.status {
        condition += &format!(" AND status = '{}'", status.code());
    }
    if let Some(master) = query.master {
        condition += &format!(" AND master_id = {master}");
    }
    if let (Some(from), Some(to)) = (query.period.from, query.period.to) {
        condition += &format!(" AND (datetime AT TIME ZONE '{}')::date BETWEEN '{from}' AND '{to}'", salon().zone);
    }
    let direction = if query.sort == Sort::Newest { "DESC" } else { "ASC" };
    let sql = format!("SELECT id FROM bookings WHERE {condition} ORDER BY datetime {direction}, id {direction}");
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&db.pool).await.unwrap()
}
