use domain::{
    Money, Period,
    bookings::{BookingQuery, Count, Status, figures},
    database::miscounts,
    staff::{Actor, Role},
};
use jiff::civil::date;
use testkit::{NewBooking, TestDb};

fn aed(minor: i64) -> Option<Vec<Money>> {
    Some(vec![Money { minor, currency: "AED".into() }])
}

async fn count(db: &TestDb, actor: &Actor, query: &BookingQuery) -> Count {
    figures(&db.asker(actor), query).await.unwrap().now
}

async fn differences(db: &TestDb) -> i64 {
    miscounts(&db.pool).await.unwrap()
}

#[tokio::test]
async fn figures_stay_exact_through_thousands_of_random_changes() {
    let db = TestDb::new().await;
    for name in ["Dina", "Lola", "Samira"] {
        db.master(name).await;
    }
    db.director().await;
    sqlx::raw_sql(
        "INSERT INTO categories (id, name) VALUES (1, '{}');
         INSERT INTO services (id, category_id, name, minutes, price, currency) VALUES (1, 1, '{\"en\": \"Manicure\"}', 60, 100, 'AED');
         INSERT INTO clients (id, name) VALUES (1, 'Amelia');
         SELECT setseed(0.42);
         CREATE FUNCTION any_status() RETURNS text LANGUAGE sql VOLATILE AS
            $$ SELECT (ARRAY['pending', 'confirmed', 'arrived', 'completed', 'cancelled', 'no_show'])[1 + floor(random() * 6)::int] $$;
         CREATE FUNCTION any_master() RETURNS bigint LANGUAGE sql VOLATILE AS
            $$ SELECT id FROM users WHERE is_master ORDER BY random() LIMIT 1 $$;
         -- Overlaps are another test's business; here any change may follow any other.
         ALTER TABLE bookings DROP CONSTRAINT bookings_no_overlap;
         DO $$
         DECLARE at timestamptz; one bigint;
         BEGIN
            FOR n IN 1..4000 LOOP
                at := timestamptz '2024-01-01' + random() * interval '3 years';
                SELECT id INTO one FROM bookings ORDER BY random() LIMIT 1;
                CASE floor(random() * 8)::int
                    WHEN 0, 1, 2 THEN
                        INSERT INTO bookings (datetime, ends_at, busy, master_id, client_id, service_id, name, service_name, status, price, currency)
                        SELECT at, at + interval '1 hour', tstzrange(at, at + interval '1 hour'), any_master(), 1, 1, 'Amelia', 'Manicure',
                            any_status(), floor(random() * 50000)::bigint, CASE WHEN random() < 0.1 THEN 'USD' ELSE 'AED' END
                        FROM generate_series(1, 1 + floor(random() * 3)::int);
                    WHEN 3 THEN UPDATE bookings SET status = any_status() WHERE id = one;
                    WHEN 4 THEN UPDATE bookings SET datetime = at, ends_at = at + interval '1 hour', busy = tstzrange(at, at + interval '1 hour'),
                            master_id = any_master() WHERE id = one;
                    WHEN 5 THEN UPDATE bookings SET deleted_at = CASE WHEN deleted_at IS NULL THEN now() END WHERE id = one;
                    WHEN 6 THEN UPDATE bookings SET price = price + 7, notes = 'x', status = any_status() WHERE id % 97 = n % 97;
                    ELSE DELETE FROM bookings WHERE id = one AND random() < 0.3;
                END CASE;
            END LOOP;
         END $$",
    )
    .execute(&db.pool)
    .await
    .unwrap();
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM bookings").fetch_one(&db.pool).await.unwrap();
    assert!(rows > 1_000, "{rows}");
    assert_eq!(differences(&db).await, 0);

    // Another time zone moves bookings to other local days.
    sqlx::query("UPDATE settings SET zone = 'America/New_York'").execute(&db.pool).await.unwrap();
    assert_eq!(differences(&db).await, 0);
    sqlx::query("SELECT recount_booking_figures()").execute(&db.pool).await.unwrap();
    assert_eq!(differences(&db).await, 0);
    // The check finds wrong figures.
    sqlx::raw_sql(
        "UPDATE booking_figures SET revenue = revenue + 1 WHERE span = 1 AND ctid = (SELECT min(ctid) FROM booking_figures WHERE span = 1);
         UPDATE clients SET visits = visits + 1",
    )
    .execute(&db.pool)
    .await
    .unwrap();
    assert_eq!(differences(&db).await, 3);
    sqlx::query("TRUNCATE bookings, notifications").execute(&db.pool).await.unwrap();
    assert_eq!(differences(&db).await, 0);
}

#[tokio::test]
async fn figures_count_a_period_and_the_equal_one_before() {
    let db = TestDb::new().await;
    let director = db.director().await;
    let dina = db.master("Dina").await;
    let at = |day, hour| date(2026, 11, day).at(hour, 0, 0, 0);
    NewBooking::with(&dina, at(20, 0)).status(Status::Completed).price(18_000).book(&db).await;
    NewBooking::with(&dina, at(20, 23)).status(Status::Pending).book(&db).await;
    NewBooking::with(&dina, at(19, 12)).status(Status::Completed).price(12_000).book(&db).await;
    NewBooking::with(&dina, at(18, 12)).status(Status::Cancelled).book(&db).await;
    NewBooking::with(&dina, at(20, 12)).status(Status::Completed).price(99_000).deleted().book(&db).await;

    let day =
        BookingQuery { period: Period::between(date(2026, 11, 20), date(2026, 11, 20)), ..BookingQuery::default() };
    let both = figures(&db.asker(&director), &day).await.unwrap();
    assert_eq!(both.now, Count { pending: 1, completed: 1, total: 2, revenue: aed(18_000), more: false });
    assert_eq!(both.before, Some(Count { pending: 0, completed: 1, total: 1, revenue: aed(12_000), more: false }));

    let all = figures(&db.asker(&director), &BookingQuery::default()).await.unwrap();
    assert_eq!((all.now.total, all.now.revenue, all.before), (4, aed(30_000), None));
    // The status filters the list, not the figures.
    let pending = BookingQuery { status: Some(Status::Pending), ..BookingQuery::default() };
    assert_eq!(count(&db, &director, &pending).await.total, 4);
    // A search counts in another way; the numbers must be equal.
    let searched = BookingQuery { q: "amelia".into(), ..day };
    assert_eq!(figures(&db.asker(&director), &searched).await.unwrap(), both);
}

#[tokio::test]
async fn revenue_is_shown_by_right() {
    let db = TestDb::new().await;
    let (dina, lola) = (db.master("Dina").await, db.master("Lola").await);
    let ten = date(2026, 11, 20).at(10, 0, 0, 0);
    for (master, price) in [(&dina, 10_000), (&lola, 20_000)] {
        NewBooking::with(master, ten).status(Status::Completed).price(price).book(&db).await;
    }
    let all = BookingQuery::default();
    assert_eq!(count(&db, &dina, &all).await.revenue, aed(10_000));
    assert_eq!(count(&db, &dina, &BookingQuery { master: Some(lola.id), ..all.clone() }).await.total, 0);
    for (role, revenue) in
        [(Role::Accountant, aed(30_000)), (Role::Admin, aed(30_000)), (Role::Manager, None), (Role::Sales, None)]
    {
        let person = db.person(role.code(), role).await;
        assert_eq!(count(&db, &person, &all).await.revenue, revenue, "{role:?}");
    }
}
