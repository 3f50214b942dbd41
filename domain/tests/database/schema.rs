use domain::{
    auth::Login,
    bookings::BookingId,
    database::{PoolSettings, application_options, connect, is_current, migrate},
    notifications::SubjectKind,
};
use jiff::civil::date;
use sqlx::{ConnectOptions as _, Connection as _};
use testkit::{NewBooking, TestDb};

/// The indexes of `migrations/0004_bookings.sql` whose names must stay.
const NAMED: [&str; 9] = [
    "idx_bookings_datetime_desc",
    "idx_bookings_deleted_at",
    "idx_bookings_instagram",
    "idx_bookings_master_datetime",
    "idx_bookings_name_trgm",
    "idx_bookings_phone",
    "idx_bookings_service_trgm",
    "idx_bookings_status_datetime",
    "idx_bookings_user_datetime",
];

#[tokio::test]
async fn the_nine_indexes_stand_under_their_names() {
    let db = TestDb::new().await;
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT indexname::text FROM pg_indexes WHERE tablename = 'bookings' AND indexname LIKE 'idx%' ORDER BY 1",
    )
    .fetch_all(&db.pool)
    .await
    .unwrap();
    assert_eq!(names, NAMED);
}

#[tokio::test]
async fn the_seeds_statement_uses_its_index() {
    let db = TestDb::new().await;
    demo::fill(&db.pool, demo::Size::S, date(2026, 11, 20), 7, "-", |_| {}).await.unwrap();
    let plan: Vec<String> = sqlx::query_scalar(
        "EXPLAIN ANALYZE
SELECT * FROM bookings
WHERE deleted_at IS NULL
ORDER BY datetime DESC
LIMIT 20;",
    )
    .fetch_all(&db.pool)
    .await
    .unwrap();
    let plan = plan.join("\n");
    assert!(plan.contains("Index Scan using idx_bookings_datetime_desc"), "{plan}");
}

#[tokio::test]
async fn processes_that_start_together_migrate_once() {
    let db = TestDb::new().await;
    sqlx::raw_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public").execute(&db.pool).await.unwrap();
    let starts = (0..4).map(|_| {
        let pool = connect(db.options(), PoolSettings { max: 2, ..PoolSettings::default() });
        tokio::spawn(async move { migrate(&pool).await })
    });
    for start in starts.collect::<Vec<_>>() {
        start.await.unwrap().unwrap();
    }
    assert!(is_current(&db.pool).await.unwrap());
}

#[tokio::test]
async fn notifications_of_older_versions_are_about_bookings() {
    let db = TestDb::new().await;
    sqlx::raw_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public").execute(&db.pool).await.unwrap();
    let mut older = sqlx::migrate!("../migrations");
    older.migrations = older.migrations.iter().filter(|migration| migration.version <= 8).cloned().collect();
    older.run(&db.pool).await.unwrap();
    let dina = db.master("Dina").await;
    let id = NewBooking::with(&dina, date(2026, 11, 20).at(15, 30, 0, 0)).book(&db).await;
    sqlx::query(
        "INSERT INTO notifications (user_id, no, kind, booking_id, event_id, change, bookings, at)
         VALUES ($1, 5, 'moved', $2, 1, 7, 3, now())",
    )
    .bind(dina.id)
    .bind(id)
    .execute(&db.pool)
    .await
    .unwrap();
    migrate(&db.pool).await.unwrap();
    let row: (SubjectKind, BookingId, BookingId, i32) =
        sqlx::query_as("SELECT subject, subject_id, booking_id, subjects FROM notifications")
            .fetch_one(&db.pool)
            .await
            .unwrap();
    assert_eq!(row, (SubjectKind::Booking, id, id, 3));
    sqlx::query("DELETE FROM bookings WHERE id = $1").bind(id).execute(&db.pool).await.unwrap();
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM notifications").fetch_one(&db.pool).await.unwrap();
    assert_eq!(left, 0, "it goes with its booking");
}

#[tokio::test]
async fn stored_phones_are_read_again_by_newer_rules() {
    let db = TestDb::new().await;
    let dina = db.master("Dina").await;
    let booking =
        NewBooking::with(&dina, date(2026, 11, 20).at(9, 0, 0, 0)).phone("84 91 234 5678").phone_e164("+74912345678");
    booking.book(&db).await;
    let right =
        NewBooking::with(&dina, date(2026, 11, 20).at(11, 0, 0, 0)).phone("050 111 2222").phone_e164("+971501112222");
    right.book(&db).await;
    sqlx::query(
        "UPDATE clients SET phone = b.phone, phone_e164 = b.phone_e164 FROM bookings b WHERE b.client_id = clients.id",
    )
    .execute(&db.pool)
    .await
    .unwrap();
    let stored = async || -> Vec<(String, Option<String>)> {
        sqlx::query_as(
            "SELECT phone, phone_e164 FROM bookings UNION ALL SELECT phone, phone_e164 FROM clients ORDER BY 1",
        )
        .fetch_all(&db.pool)
        .await
        .unwrap()
    };
    let before = stored().await;
    migrate(&db.pool).await.unwrap();
    assert_eq!(stored().await, before);
    sqlx::query("UPDATE settings SET phone_rules = 0").execute(&db.pool).await.unwrap();
    migrate(&db.pool).await.unwrap();
    let read = [("050 111 2222", Some("+971501112222")), ("84 91 234 5678", None)];
    let read = read.map(|(phone, e164)| (phone.to_owned(), e164.map(str::to_owned)));
    let both = read.into_iter().flat_map(|row| [row.clone(), row]);
    assert_eq!(stored().await, both.collect::<Vec<_>>());
}

#[tokio::test]
async fn stored_logins_are_found_by_newer_rules() {
    let db = TestDb::new().await;
    sqlx::raw_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public").execute(&db.pool).await.unwrap();
    let mut older = sqlx::migrate!("../migrations");
    older.migrations = older.migrations.iter().filter(|migration| migration.version < 13).cloned().collect();
    older.run(&db.pool).await.unwrap();
    let stored =
        ["\u{feff}anna@x", "и\u{306}ра@x\u{200b}", "maria@x", "\u{200e}maria@x", "\u{200e}eva@x", "eva@x\u{200f}"];
    for login in stored {
        sqlx::query("INSERT INTO users (login, name, role) VALUES ($1, $1, 'manager')")
            .bind(login)
            .execute(&db.pool)
            .await
            .unwrap();
    }
    migrate(&db.pool).await.unwrap();
    let logins: Vec<String> =
        sqlx::query_scalar("SELECT login FROM users ORDER BY id").fetch_all(&db.pool).await.unwrap();
    // The fourth and the last would be somebody else's.
    assert_eq!(logins, ["anna@x", "йра@x", "maria@x", stored[3], "eva@x", stored[5]]);
    for login in [&logins[0], &logins[1], &logins[2], &logins[4]] {
        assert_eq!(Login::of(login).as_str(), login);
    }
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_ended_and_may_be_tried_again() {
    let db = TestDb::new().await;
    let mut connection = application_options(db.options()).connect().await.unwrap();
    let limit: String = sqlx::query_scalar("SHOW statement_timeout").fetch_one(&mut connection).await.unwrap();
    assert_eq!(limit, "15s");
    sqlx::query("SET statement_timeout = '50ms'").execute(&mut connection).await.unwrap();
    let ended = sqlx::query("SELECT pg_sleep(60)").execute(&mut connection).await.unwrap_err();
    assert_eq!(domain::Error::from(ended), domain::Error::Unavailable);
    connection.close().await.unwrap();
}
