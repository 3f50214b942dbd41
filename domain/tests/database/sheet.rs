use domain::{
    Error,
    bookings::{BookingFacts, BookingId, BookingVerb, Edit, HistoryKind, find},
    staff::Role,
};
use jiff::civil::date;
use sqlx::types::Json;
use testkit::{NewBooking, TestDb};

#[tokio::test]
async fn a_booking_tells_its_history_to_those_who_may_see_it() {
    let db = TestDb::new().await;
    let director = db.director().await;
    let (dina, lola) = (db.master("Dina").await, db.master("Lola").await);
    let id = NewBooking::with(&dina, date(2026, 11, 20).at(15, 30, 0, 0)).phone("+971 50 123 4471").book(&db).await;
    sqlx::query(
        "INSERT INTO events (at, actor_id, entity, entity_id, verb, before, after) VALUES
         ('2026-11-17 17:40Z', NULL, 'booking', $1, 'book', NULL, NULL),
         ('2026-11-18 14:05Z', $2, 'booking', $1, 'confirm', NULL, NULL),
         ('2026-11-19 08:00Z', $2, 'booking', $1, 'reschedule',
            '{\"datetime\": \"2026-11-20T10:00:00Z\"}', '{\"datetime\": \"2026-11-20T11:30:00Z\"}'),
         ('2026-11-19 09:00Z', $2, 'booking', $1, 'cancel', NULL, '{\"reason\": \"ill\"}'),
         ('2026-11-19 10:00Z', $2, 'booking', $1, 'something_new', NULL, NULL),
         ('2026-11-19 10:00Z', $2, 'client', $1, 'edit', NULL, NULL)",
    )
    .bind(id)
    .bind(director.id)
    .execute(&db.pool)
    .await
    .unwrap();

    let sheet = find(&db.asker(&director), id).await.unwrap();
    assert_eq!(sheet.row.starts, date(2026, 11, 20).at(15, 30, 0, 0).into());
    let at = |hour| date(2026, 11, 20).at(hour, 0, 0, 0);
    let told: Vec<HistoryKind> = sheet.history.iter().map(|event| event.what.clone()).collect();
    assert_eq!(
        told,
        [
            HistoryKind::Changed { verb: "something_new".into() },
            HistoryKind::Cancelled { reason: Some("ill".into()), by_client: None },
            HistoryKind::Edited {
                edits: vec![Edit::Time(at(14).into(), at(15).with().minute(30).build().unwrap().into())]
            },
            HistoryKind::Confirmed,
            HistoryKind::Booked,
        ]
    );
    assert_eq!(sheet.history.last().unwrap().actor, None);
    assert_eq!(sheet.history.last().unwrap().at, date(2026, 11, 17).at(21, 40, 0, 0));

    assert_eq!(find(&db.asker(&dina), id).await.unwrap().row.phone.as_deref(), Some("··· 4471"));
    let accountant = db.person("Anton", Role::Accountant).await;
    assert_eq!(find(&db.asker(&accountant), id).await.unwrap().card, None, "clients are not an accountant's");
    assert!(find(&db.asker(&dina), id).await.unwrap().card.is_some());
    assert_eq!(find(&db.asker(&lola), id).await, Err(Error::NotFound));
    assert_eq!(find(&db.asker(&director), BookingId(i64::MAX)).await, Err(Error::NotFound));
    sqlx::query("UPDATE bookings SET deleted_at = now()").execute(&db.pool).await.unwrap();
    assert_eq!(find(&db.asker(&director), id).await, Err(Error::NotFound));
}

#[tokio::test]
async fn all_demo_events_are_known_with_their_payloads() {
    let db = TestDb::new().await;
    demo::fill(&db.pool, demo::Size::S, date(2026, 11, 20), 7, "-", |_| {}).await.unwrap();
    type Stored = (BookingVerb, Option<Json<BookingFacts>>, Option<Json<BookingFacts>>);
    let events: Vec<Stored> = sqlx::query_as("SELECT verb, before, after FROM events WHERE entity = 'booking'")
        .fetch_all(&db.pool)
        .await
        .unwrap();
    let moved = |(verb, before, after): &&Stored| {
        let start = |facts: &Option<Json<BookingFacts>>| facts.as_ref().and_then(|facts| facts.datetime);
        *verb == BookingVerb::Reschedule && start(before).is_some() && start(before) != start(after)
    };
    assert!(events.iter().filter(moved).count() > 100);
    let has_reason = |(verb, _, after): &&Stored| {
        *verb == BookingVerb::Cancel && after.as_ref().is_some_and(|facts| facts.reason.is_some())
    };
    assert!(events.iter().filter(has_reason).count() > 100);
}
