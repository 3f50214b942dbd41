use domain::{
    Error, Money,
    bookings::{Status, today},
    staff::Role,
};
use jiff::civil::date;
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
