use super::*;
use domain::{
    FieldError,
    bookings::{DayAsked, NewFields, Slot, edit, master_days},
};
use jiff::ToSpan as _;

#[tokio::test]
async fn a_visit_is_booked_as_it_was_typed() {
    let stage = Stage::set().await;
    let done = stage.try_book(&stage.visit("first", vec![stage.service(&stage.dina, at(10, 7))])).await.unwrap();
    let sheet = domain::bookings::find(&stage.asker(&stage.director), done.bookings[0]).await.unwrap();
    assert_eq!((sheet.row.starts, sheet.row.ends, sheet.row.minutes), (at(10, 7).into(), at(11, 7), 60));
    assert_eq!((sheet.row.client.as_str(), sheet.row.phone.as_deref()), ("Noura", Some("050 123 4567")));
    assert_eq!(
        (sheet.row.status, sheet.row.price.minor, sheet.notes.as_deref()),
        (Status::Pending, 10_000, Some("tea"))
    );
    assert_eq!((sheet.version, sheet.source, sheet.history.len()), (1, Source::Phone, 1));
    assert_eq!(stage.count("SELECT count(*) FROM clients WHERE phone_e164 = '+971501234567'").await, 1);
}

#[tokio::test]
async fn a_pasted_client_is_stored_clean() {
    let stage = Stage::set().await;
    let client = Guest::New {
        name: "\u{2068}И\u{306}орданова  Анна\u{2069}".into(),
        phone: "\u{202a}+971 50 123 4567\u{202c}".into(),
        instagram: "https://www.instagram.com/anna.yo/".into(),
    };
    let visit = NewVisit { client, ..stage.visit("pasted", vec![stage.service(&stage.dina, at(10, 0))]) };
    let done = stage.try_book(&visit).await.unwrap();
    let row = domain::bookings::find(&stage.asker(&stage.director), done.bookings[0]).await.unwrap().row;
    let stored = (row.client.as_str(), row.phone.as_deref(), row.instagram.as_deref());
    assert_eq!(stored, ("Йорданова Анна", Some("+971 50 123 4567"), Some("anna.yo")));
    assert_eq!(stage.count("SELECT count(*) FROM clients WHERE phone_e164 = '+971501234567'").await, 1);
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_field_by_field() {
    let stage = Stage::set().await;
    let good = stage.visit("x", vec![stage.service(&stage.dina, at(10, 0))]);
    let client =
        |name: &str, phone: &str| Guest::New { name: name.into(), phone: phone.into(), instagram: String::new() };
    let service = |change: fn(&mut NewService)| {
        let mut service = stage.service(&stage.dina, at(10, 0));
        change(&mut service);
        NewVisit { services: vec![service], ..good.clone() }
    };
    for (visit, field, error) in [
        (NewVisit { client: client(" ", ""), ..good.clone() }, "client", FieldError::Required),
        (NewVisit { client: client("\u{200F}…", ""), ..good.clone() }, "client", FieldError::Required),
        (NewVisit { client: client("N", "12"), ..good.clone() }, "phone", FieldError::Wrong),
        (NewVisit { client: client("N\0", ""), ..good.clone() }, "client", FieldError::Wrong),
        (NewVisit { client: Guest::Known(domain::clients::ClientId(0)), ..good.clone() }, "client", FieldError::Wrong),
        (NewVisit { services: vec![], ..good.clone() }, "service", FieldError::Required),
        (NewVisit { key: "short".into(), ..good.clone() }, "key", FieldError::Wrong),
        (NewVisit { notes: "x".repeat(2_001), ..good.clone() }, "notes", FieldError::TooLong { most: 2_000 }),
        (service(|it| it.minutes = Some(0)), "minutes", FieldError::Wrong),
        (service(|it| it.price = Some(-1)), "price", FieldError::Wrong),
        (service(|it| it.service = ServiceId(0)), "service", FieldError::Wrong),
        (service(|it| it.master = domain::staff::UserId(0)), "master", FieldError::Wrong),
        (service(|it| it.starts = date(2062, 11, 21).at(10, 0, 0, 0).into()), "starts", FieldError::Wrong),
    ] {
        assert_eq!(stage.try_book(&visit).await, Err(Error::invalid(field, error)), "{visit:?}");
    }
    assert_eq!(
        stage.count("SELECT count(*) FROM bookings").await + stage.count("SELECT count(*) FROM clients").await,
        0
    );
}

#[tokio::test]
async fn a_taken_time_is_answered_with_the_nearest_free_ones() {
    let stage = Stage::set().await;
    stage.booked(&stage.dina, at(10, 0)).await;
    let answer = stage.try_book(&stage.visit("second", vec![stage.service(&stage.dina, at(10, 30))])).await;
    let slot = |master: &Actor, hour, minute| Slot {
        master: domain::staff::Master { id: master.id, name: master.name.clone() },
        starts: at(hour, minute).into(),
    };
    let alternatives =
        vec![slot(&stage.dina, 11, 0), slot(&stage.dina, 11, 15), slot(&stage.dina, 11, 30), slot(&stage.lola, 10, 30)];
    assert_eq!(answer, Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { alternatives }))));
    assert_eq!(stage.count("SELECT count(*) FROM clients").await, 1, "no card is left behind");
}

#[tokio::test]
async fn a_visit_is_booked_whole_or_not_at_all() {
    let stage = Stage::set().await;
    stage.booked(&stage.lola, at(11, 0)).await;
    let parts = |hour| vec![stage.service(&stage.dina, at(hour, 0)), stage.service(&stage.lola, at(hour + 1, 0))];
    let refused = stage.try_book(&stage.visit("a", parts(10))).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { .. })))), "{refused:?}");
    assert_eq!(stage.count("SELECT count(*) FROM bookings").await, 1);
    let done = stage.try_book(&stage.visit("b", parts(13))).await.unwrap();
    let visits =
        stage.count("SELECT count(*) FROM bookings WHERE visit_id = (SELECT min(visit_id) FROM bookings)").await;
    assert_eq!((done.bookings.len(), visits), (2, 2));
}

#[tokio::test]
async fn a_request_sent_again_books_once() {
    let stage = Stage::set().await;
    let visit = stage.visit("key", vec![stage.service(&stage.dina, at(10, 0))]);
    let first = stage.try_book(&visit).await.unwrap();
    assert_eq!(stage.try_book(&visit).await, Ok(first.clone()), "the same answer");
    let other = NewVisit { notes: "other".into(), ..visit.clone() };
    assert_eq!(stage.try_book(&other).await, Err(Error::invalid("key", FieldError::Taken)));
    let lola = stage.db.person("Mia", domain::staff::Role::Manager).await;
    let theirs = book(&stage.asker(&lola), &visit).await;
    assert!(
        matches!(theirs, Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { .. })))),
        "a key is one's own: {theirs:?}"
    );

    let again = stage.visit("many", vec![stage.service(&stage.dina, at(14, 0))]);
    let asker = stage.asker(&stage.director);
    let answers = futures::future::join_all((0..16).map(|_| async { book(&asker, &again).await })).await;
    let done: Vec<&Done> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert!(!done.is_empty() && done.iter().all(|one| *one == done[0]));
    assert!(
        answers
            .iter()
            .all(|answer| matches!(answer, Ok(_) | Err(Error::Conflict(Conflict::Booking(BookingConflict::InFlight))))),
        "{answers:?}"
    );
    assert_eq!(stage.count("SELECT count(*) FROM bookings").await, 2);
}

#[tokio::test]
async fn starts_are_whole_minutes_and_lengths_are_lengths() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(15, 0)).await;
    for odd in [1.microsecond(), 999.milliseconds(), 59.seconds()] {
        let visit = stage.visit("odd", vec![stage.service(&stage.dina, at(10, 0) + odd)]);
        let wrong = Error::invalid("starts", FieldError::Wrong);
        assert_eq!(stage.try_book(&visit).await.unwrap_err(), wrong, "{odd}");
        let fields = NewFields {
            starts: (at(10, 0) + odd).into(),
            minutes: 60,
            master: stage.dina.id,
            service: stage.manicure,
            price: 10_000,
            notes: String::new(),
        };
        assert_eq!(edit(&stage.asker(&stage.director), (id, 1), &fields).await.unwrap_err(), wrong, "{odd}");
    }
    for minutes in [-1, -60, 0, 4, 1_441, i32::MIN, i32::MAX] {
        let wrong = Error::invalid("minutes", FieldError::Wrong);
        let asked = DayAsked { service: stage.manicure, day: at(0, 0).date(), minutes: Some(minutes), moved: None };
        assert_eq!(master_days(&stage.asker(&stage.director), &asked).await.unwrap_err(), wrong, "{minutes}");
        let service = NewService { minutes: Some(minutes), ..stage.service(&stage.dina, at(10, 0)) };
        let visit = stage.visit("minutes", vec![service]);
        assert_eq!(stage.try_book(&visit).await.unwrap_err(), wrong, "{minutes}");
    }
}
