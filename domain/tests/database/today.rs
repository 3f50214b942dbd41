use domain::{
    Error, Money,
    bookings::{Status, today},
    staff::{Actor, Role},
};
use jiff::civil::{DateTime, date};
use testkit::{NewBooking, TestDb, salon};

#[tokio::test]
async fn a_day_is_seen_at_a_glance_by_each_as_they_may() {
    let db = TestDb::new().await;
    let (dina, olga) = (db.master("Dina").await, db.master("Olga").await);
    let day = date(2026, 11, 20);
    let at = |hour, minute| day.at(hour, minute, 0, 0);
    for (master, start, client, status) in [
        (&dina, at(9, 0), "Past", Status::Completed),
        (&dina, at(12, 0), "Here", Status::Arrived),
        (&dina, at(15, 0), "Later", Status::Pending),
        (&dina, at(16, 0), "Gone", Status::Cancelled),
        (&olga, at(13, 0), "Other", Status::Confirmed),
        (&olga, day.tomorrow().unwrap().at(9, 0, 0, 0), "Tomorrow", Status::Pending),
        (&olga, day.yesterday().unwrap().at(9, 0, 0, 0), "Yesterday", Status::Pending),
    ] {
        NewBooking::with(master, start).client(client).status(status).book(&db).await;
    }
    let now = salon().time_zone().unwrap().to_timestamp(at(12, 30)).unwrap();
    let names = |rows: &[domain::bookings::BookingRow]| rows.iter().map(|row| row.client.clone()).collect::<Vec<_>>();

    let director = today(&db.asker(&db.director().await).at(now)).await.unwrap();
    assert_eq!(names(&director.next), ["Here", "Other", "Later"]);
    assert_eq!(
        (names(&director.unconfirmed), director.unconfirmed_count),
        (vec!["Later".into(), "Tomorrow".into()], 2)
    );
    let working: Vec<_> =
        director.working.iter().map(|it| (it.master.name.as_str(), it.bookings, it.completed)).collect();
    assert_eq!(working, [("Dina", 3, 1), ("Olga", 1, 0)]);
    let gaps: Vec<_> = director.gaps.iter().map(|gap| (gap.master.name.as_str(), gap.from, gap.to)).collect();
    assert_eq!(gaps, [("Dina", at(13, 0), at(15, 0))]);
    let money = |minor| vec![Money { minor, currency: "AED".into() }];
    let revenue = director.revenue.unwrap();
    assert_eq!((revenue.earned, revenue.expected), (money(10_000), money(30_000)));

    let own = today(&db.asker(&olga).at(now)).await.unwrap();
    assert_eq!((names(&own.next), names(&own.unconfirmed)), (vec!["Other".into()], vec!["Tomorrow".into()]));
    assert_eq!(own.revenue.unwrap().expected, money(10_000));
    let manager = today(&db.asker(&db.person("Max", Role::Manager).await).at(now)).await.unwrap();
    assert_eq!((manager.next.len(), manager.revenue), (3, None));
    let marketer = db.person("Kim", Role::Marketer).await;
    assert_eq!(today(&db.asker(&marketer).at(now)).await, Err(Error::Forbidden));
}

#[tokio::test]
async fn gaps_are_those_still_to_come_and_long_enough() {
    let db = TestDb::new().await;
    let (director, dina, olga) = (db.director().await, db.master("Dina").await, db.master("Olga").await);
    let at = |hour, minute| date(2026, 11, 20).at(hour, minute, 0, 0);
    for (master, from, to) in [
        (&dina, at(9, 0), at(10, 0)),
        (&dina, at(10, 30), at(11, 0)),
        (&dina, at(14, 0), at(15, 0)),
        (&olga, at(10, 0), at(12, 0)),
        (&olga, at(12, 20), at(13, 0)),
    ] {
        NewBooking::with(master, from).minutes(to.duration_since(from).as_mins()).book(&db).await;
    }
    let dina_day = |from, to, minutes| ("Dina".to_owned(), from, to, minutes);
    for (now, expected) in [
        (at(8, 0), vec![dina_day(at(10, 0), at(10, 30), 30), dina_day(at(11, 0), at(14, 0), 180)]),
        // 29 minutes are left of the first.
        (at(10, 1), vec![dina_day(at(11, 0), at(14, 0), 180)]),
        (at(13, 0), vec![dina_day(at(13, 0), at(14, 0), 60)]),
        (at(14, 30), vec![]),
    ] {
        assert_eq!(gaps(&db, &director, now).await, expected, "{now}");
    }
    // Minutes before and after a booking are not free.
    sqlx::query(
        "UPDATE bookings SET busy = tstzrange(lower(busy) - interval '160 minutes', upper(busy))
         WHERE datetime = '2026-11-20 14:00+04'",
    )
    .execute(&db.pool)
    .await
    .unwrap();
    assert_eq!(gaps(&db, &director, at(10, 30)).await, []);
}

async fn gaps(db: &TestDb, actor: &Actor, now: DateTime) -> Vec<(String, DateTime, DateTime, i32)> {
    let now = salon().time_zone().unwrap().to_timestamp(now).unwrap();
    let today = today(&db.asker(actor).at(now)).await.unwrap();
    today.gaps.into_iter().map(|gap| (gap.master.name, gap.from, gap.to, gap.minutes)).collect()
}
