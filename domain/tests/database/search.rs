use domain::{
    Period,
    bookings::{BookingQuery, Count, Sort, Status, figures, list},
    search::fold,
    staff::{Actor, Permission, Role},
};
use jiff::{ToSpan, civil::date};
use sqlx::AssertSqlSafe;
use testkit::{NewBooking, TestDb, salon};

fn asks(q: &str) -> BookingQuery {
    BookingQuery { q: q.into(), ..BookingQuery::default() }
}

async fn found(db: &TestDb, actor: &Actor, query: &BookingQuery) -> Vec<String> {
    let page = list(&db.pool, actor, &salon(), query).await.unwrap();
    let mut names: Vec<String> = page.rows.into_iter().map(|row| row.client).collect();
    names.sort();
    names
}

/// Three clients of three alphabets.
async fn stage(db: &TestDb) -> Actor {
    let dina = db.master("Dina").await;
    let day = date(2026, 11, 20);
    NewBooking::with(&dina, day.at(9, 0, 0, 0))
        .client("Алёна Воскресенская-Долгорукова")
        .phone("8 (916) 123-45-67")
        .phone_e164("+79161234567")
        .service("Наращивание ресниц")
        .book(db)
        .await;
    NewBooking::with(&dina, day.at(11, 0, 0, 0))
        .client("Amelia Hart")
        .phone("+971 50 765 4321")
        .instagram("@Amelia.Hart")
        .service("Lash lift 50% off_now")
        .book(db)
        .await;
    NewBooking::with(&dina, day.at(13, 0, 0, 0))
        .client("نورة الشامسي")
        .phone("050-111-2222")
        .phone_e164("+971501112222")
        .service("صبغة شعر")
        .book(db)
        .await;
    dina
}

#[tokio::test]
async fn any_part_of_name_service_phone_and_handle_is_found() {
    let db = TestDb::new().await;
    stage(&db).await;
    let director = db.director().await;
    let (alena, amelia, noura) = ("Алёна Воскресенская-Долгорукова", "Amelia Hart", "نورة الشامسي");
    for (typed, expected) in [
        ("алена", vec![alena]),
        ("ДОЛГОР", vec![alena]),
        ("ресн", vec![alena]),
        ("алён ресниц", vec![alena]),
        ("алён lash", vec![]),
        ("+7 916 123-45-67", vec![alena]),
        ("+971 50 111 2222", vec![noura]),
        ("00971501112222", vec![noura]),
        ("алёна +7 916", vec![alena]),
        ("lash +7 916", vec![]),
        ("8 916 123 45 67", vec![alena]),
        ("9161234567", vec![alena]),
        ("123-45", vec![alena]),
        ("00971 50 765", vec![amelia]),
        ("050 765 43 21", vec![amelia]),
        ("amelia.hart", vec![amelia]),
        ("@amelia", vec![amelia]),
        ("lia", vec![amelia]),
        ("50%", vec![amelia]),
        ("off_", vec![amelia]),
        ("o_f", vec![]),
        ("نوره", vec![noura]),
        ("الشامسى", vec![noura]),
        ("٠٥٠١١١", vec![noura]),
        ("صب", vec![noura]),
        ("ш", vec![]),
        ("ъ", vec![]),
        ("л", vec![alena]),
        ("qz", vec![]),
    ] {
        assert_eq!(found(&db, &director, &asks(typed)).await, expected, "{typed:?}");
        let count = figures(&db.pool, &director, &salon(), &asks(typed)).await.unwrap().now;
        assert_eq!((count.total, count.more), (expected.len() as i64, false), "{typed:?}");
    }
}

#[tokio::test]
async fn hostile_searches_give_a_plain_answer() {
    let db = TestDb::new().await;
    stage(&db).await;
    let director = db.director().await;
    let long = "ъ".repeat(10_000);
    for typed in [
        "'",
        "\"",
        "%",
        "_",
        "%%%",
        "___",
        "\\",
        "\\\\\\",
        "🙂",
        "🙂🙂🙂",
        "\u{200F}",
        "\u{0}",
        "a\u{0}b",
        "'; DROP TABLE bookings;--",
        "(",
        "+",
        "()",
        "&",
        "|",
        "!",
        "a & !b",
        "\u{1F}",
        "\n",
        &long,
        "{}",
        "$1",
        "NULL",
        "½",
        "ﷺ",
        "ß",
        "İ",
    ] {
        for sort in Sort::ALL {
            let query = BookingQuery { sort, status: Some(Status::Confirmed), ..asks(typed) };
            list(&db.pool, &director, &salon(), &query).await.unwrap_or_else(|error| panic!("{typed:?}: {error}"));
        }
        figures(&db.pool, &director, &salon(), &asks(typed)).await.unwrap_or_else(|error| panic!("{typed:?}: {error}"));
    }
    assert_eq!(found(&db, &director, &asks("%")).await, ["Amelia Hart"]);
    assert_eq!(found(&db, &director, &asks("'")).await, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_sees_no_contacts_finds_nobody_by_them() {
    let db = TestDb::new().await;
    let dina = stage(&db).await;
    let sales = db.person("Sam", Role::Sales).await;
    for actor in [&dina, &sales] {
        assert_eq!(found(&db, actor, &asks("765 4321")).await, Vec::<String>::new());
        assert_eq!(found(&db, actor, &asks("@amelia")).await, Vec::<String>::new());
        assert_eq!(found(&db, actor, &asks("amelia")).await, ["Amelia Hart"]);
        assert_eq!(figures(&db.pool, actor, &salon(), &asks("7654321")).await.unwrap().now.total, 0);
    }
}

/// Words of all frequencies: of clients, of services, of both, of phones, of names that hardly any booking has.
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

/// Enough bookings that each of the ways of searching is taken, checked against a plain scan.
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
                    let page = list(&db.pool, actor, &salon(), &next).await.unwrap();
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
    // The way is chosen by the length of the list, as the kept figures say it: a short one, a long one, a very long one.
    for _ in 0..3 {
        for (actor, typed) in actors.iter().flat_map(|actor| WORDS.map(|typed| (actor, typed))) {
            for (period, master) in [(Period::default(), None), (Period::default(), master), (days, None)] {
                let query = BookingQuery { period, master, ..asks(typed) };
                let figures = figures(&db.pool, actor, &salon(), &query).await.unwrap();
                let mut counted = vec![(period, figures.now)];
                counted.extend(period.previous().zip(figures.before));
                for (period, count) in counted {
                    let total = scan(&db, actor, &BookingQuery { period, ..query.clone() }).await.len() as i64;
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

/// 8,000 bookings of one master: "common" in half of them, "middling" with 450 clients, "old" only among the first, "hidden" in a
/// service that is rarely booked, "former" once a name of most clients but of twelve bookings only.
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
    let contacts = if actor.may(Permission::SeeContacts) { "phone" } else { "''" };
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

#[tokio::test]
async fn an_old_name_still_finds_the_bookings_made_under_it() {
    let db = TestDb::new().await;
    let (director, sales) = (db.director().await, db.person("Sam", Role::Sales).await);
    let dina = db.master("Dina").await;
    let ten = date(2026, 11, 20).at(10, 0, 0, 0);
    NewBooking::with(&dina, ten).client("Anna Petrova").book(&db).await;
    sqlx::query("UPDATE clients SET name = 'Anna Ivanova'").execute(&db.pool).await.unwrap();
    sqlx::query("UPDATE services SET name = '{\"en\": \"Nails\"}'").execute(&db.pool).await.unwrap();
    assert_eq!(found(&db, &director, &asks("petrova")).await, ["Anna Petrova"]);
    assert_eq!(found(&db, &sales, &asks("petrova")).await, ["Anna Petrova"]);
    assert_eq!(found(&db, &director, &asks("ivanova")).await, Vec::<String>::new());
    assert_eq!(found(&db, &director, &asks("manic")).await, ["Anna Petrova"]);
    // A name that only a booking ever had.
    sqlx::query("UPDATE bookings SET name = 'A. Sidorova', phone = '+7 701 000 11 22'")
        .execute(&db.pool)
        .await
        .unwrap();
    assert_eq!(found(&db, &director, &asks("sidor")).await, ["A. Sidorova"]);
    assert_eq!(found(&db, &director, &asks("7010001122")).await, ["A. Sidorova"]);
    assert_eq!(found(&db, &sales, &asks("sidor")).await, ["A. Sidorova"]);
    assert_eq!(found(&db, &sales, &asks("7010001122")).await, Vec::<String>::new());
    NewBooking::with(&dina, ten + 2.hours()).client("Anna Ivanova").book(&db).await;
    assert_eq!(found(&db, &director, &asks("ivanova")).await, ["Anna Ivanova"]);
}

#[tokio::test]
async fn a_loaded_salons_clients_were_called_all_that_bookings_call_them() {
    let db = TestDb::new().await;
    domain::demo::fill(&db.pool, domain::demo::Size::S, date(2026, 11, 20), 7, "-", |_| {}).await.unwrap();
    let missed: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM bookings b JOIN clients c ON c.id = b.client_id
         WHERE strpos(c.names, fold_text(b.name)) = 0 OR strpos(c.search, fold_text(b.name)) = 0
            OR strpos(c.search, ltrim(b.phone_e164, '+')) = 0 OR strpos(c.names, ltrim(b.phone_e164, '+')) > 0",
    )
    .fetch_one(&db.pool)
    .await
    .unwrap();
    assert_eq!(missed, 0);
}

#[tokio::test]
async fn rust_and_sql_fold_alike() {
    let db = TestDb::new().await;
    let texts = [
        "Алёна ЁЖ",
        "أحمد إيمان آمنة ٱلله",
        "مكتبةٌ كُبرى",
        "٠١٢٣٤٥٦٧٨٩",
        "ـــ",
        "Straße",
        "ÀÉÎ",
        "Қазақ Ұлы Ғ",
        "a\u{200F}b\u{200E}c\u{200B}d",
        "@Amelia.Hart_99",
        "50%",
        "🙂",
    ];
    for text in texts {
        let folded: String = sqlx::query_scalar("SELECT fold_text($1)").bind(text).fetch_one(&db.pool).await.unwrap();
        assert_eq!(folded, fold(text), "{text}");
    }
}
