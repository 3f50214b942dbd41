use domain::{
    Error, Period,
    bookings::{BookingQuery, BookingRow, Cursor, DayAsked, Sort, Status, count_matching, figures, list, master_days},
    staff::{Actor, Role},
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use testkit::{NewBooking, TestDb};

async fn rows(db: &TestDb, actor: &Actor, query: BookingQuery) -> Vec<BookingRow> {
    list(&db.asker(actor), &query).await.unwrap().rows
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition_in_both_orders() {
    let db = TestDb::new().await;
    let director = db.director().await;
    let masters = [db.master("Dina").await, db.master("Lola").await, db.master("Samira").await];
    let noon = date(2026, 11, 20).at(12, 0, 0, 0);
    // Three bookings per start, so that pages end between equal starts.
    for hour in 0..25 {
        for master in &masters {
            NewBooking::with(master, noon + (hour * 2).hours()).book(&db).await;
        }
    }
    for sort in Sort::ALL {
        let mut seen = Vec::new();
        let mut query = BookingQuery { sort, ..BookingQuery::default() };
        loop {
            let page = list(&db.asker(&director), &query).await.unwrap();
            assert!(page.rows.len() <= 20);
            seen.extend(page.rows.iter().map(|row| (row.starts, row.id)));
            query.after = page.next;
            if page.next.is_none() {
                break;
            }
        }
        let mut sorted = seen.clone();
        sorted.sort();
        sorted.dedup();
        if sort == Sort::Newest {
            sorted.reverse();
        }
        assert_eq!(seen.len(), 75);
        assert_eq!(seen, sorted);
    }
}

#[tokio::test]
async fn filters_narrow_the_list_down() {
    let db = TestDb::new().await;
    let director = db.director().await;
    let (dina, lola) = (db.master("Dina").await, db.master("Lola").await);
    let day = date(2026, 11, 20);
    let midnight = NewBooking::with(&dina, day.at(0, 0, 0, 0)).status(Status::Pending).book(&db).await;
    let late = NewBooking::with(&lola, day.at(23, 30, 0, 0)).book(&db).await;
    let next_day = NewBooking::with(&dina, date(2026, 11, 21).at(0, 0, 0, 0)).book(&db).await;
    NewBooking::with(&dina, day.at(10, 0, 0, 0)).deleted().book(&db).await;

    let ids = async |query| rows(&db, &director, query).await.into_iter().map(|row| row.id).collect::<Vec<_>>();
    let all = BookingQuery::default();
    assert_eq!(ids(all.clone()).await, [next_day, late, midnight]);
    assert_eq!(ids(BookingQuery { period: Period::between(day, day), ..all.clone() }).await, [late, midnight]);
    assert_eq!(ids(BookingQuery { master: Some(dina.id), ..all.clone() }).await, [next_day, midnight]);
    assert_eq!(ids(BookingQuery { status: Some(Status::Pending), ..all.clone() }).await, [midnight]);
    let one = BookingQuery {
        master: Some(lola.id),
        status: Some(Status::Confirmed),
        period: Period { from: Some(day), to: None },
        ..all
    };
    assert_eq!(ids(one).await, [late]);
}

#[tokio::test]
async fn a_master_sees_only_her_own_and_no_contacts() {
    let db = TestDb::new().await;
    let (dina, lola) = (db.master("Dina").await, db.master("Lola").await);
    let ten = date(2026, 11, 20).at(10, 0, 0, 0);
    let booking =
        |master: &Actor| NewBooking::with(master, ten).client("Noura").phone("+971 50 123 4471").instagram("@noura.ae");
    booking(&dina).book(&db).await;
    booking(&lola).book(&db).await;

    let own = rows(&db, &dina, BookingQuery::default()).await;
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].master.name, "Dina");
    assert_eq!(own[0].phone.as_deref(), Some("··· 4471"));
    assert_eq!(own[0].instagram.as_deref(), Some("@no···"));
    let others = BookingQuery { master: Some(lola.id), ..BookingQuery::default() };
    assert_eq!(rows(&db, &dina, others).await, []);

    let manager = db.person("Maria", Role::Manager).await;
    assert_eq!(rows(&db, &manager, BookingQuery::default()).await[0].phone.as_deref(), Some("+971 50 123 4471"));
    let marketer = db.person("Mark", Role::Marketer).await;
    let refused = list(&db.asker(&marketer), &BookingQuery::default()).await;
    assert_eq!(refused, Err(Error::Forbidden));
}

#[tokio::test]
async fn cursors_at_the_ends_of_time_are_harmless() {
    let db = TestDb::new().await;
    let director = db.director().await;
    for start in ["-62135596800000000.1", "253402207199999999.9223372036854775807"] {
        let after: Cursor = start.parse().unwrap();
        for sort in Sort::ALL {
            let query = BookingQuery { after: Some(after), sort, ..BookingQuery::default() };
            assert_eq!(rows(&db, &director, query).await, []);
        }
    }
}

#[tokio::test]
async fn days_at_the_ends_of_the_calendar_keep_their_meaning() {
    let db = TestDb::new().await;
    let (director, dina) = (db.director().await, db.master("Dina").await);
    let service = db.offered("Manicure", &[&dina]).await;
    NewBooking::with(&dina, date(2026, 11, 20).at(10, 0, 0, 0)).book(&db).await;
    let asker = db.asker(&director);
    for day in [Date::MIN, date(-4713, 1, 1), date(-4712, 1, 1), date(9999, 12, 30), Date::MAX] {
        let is_past = day < date(2026, 11, 20);
        let periods = [(Some(day), None, is_past), (None, Some(day), !is_past), (Some(day), Some(day), false)];
        for (from, to, covers) in periods {
            let query = BookingQuery { period: Period { from, to }, ..BookingQuery::default() };
            assert_eq!(rows(&db, &director, query.clone()).await.len(), usize::from(covers), "{from:?} {to:?}");
            assert_eq!(figures(&asker, &query).await.unwrap().now.total, i64::from(covers), "{from:?} {to:?}");
            assert_eq!(count_matching(&asker, &query).await.unwrap().count, u32::from(covers), "{from:?} {to:?}");
        }
        let asked = DayAsked { service, day, minutes: None, moved: None };
        let days = master_days(&asker, &asked).await.unwrap();
        assert_eq!(days.len(), 1, "a master, whose day is refused only when it is booked: {day}");
    }
    let all = BookingQuery { period: Period::between(Date::MIN, Date::MAX), ..BookingQuery::default() };
    assert_eq!((rows(&db, &director, all.clone()).await.len(), figures(&asker, &all).await.unwrap().now.total), (1, 1));
}
