//! Days on which clocks change, in London.

use super::*;
use domain::{
    FieldError,
    bookings::{DayAsked, NewFields, edit, field, find, master_days},
};

const ZONE: &str = "Europe/London";

fn one(second: bool) -> LocalTime {
    LocalTime { civil: date(2027, 10, 31).at(1, 0, 0, 0), second }
}

impl Stage {
    async fn in_london() -> (Self, Asker) {
        let stage = Stage::set().await;
        sqlx::query("UPDATE settings SET opens = '00:00', closes = '24:00'").execute(&stage.db.pool).await.unwrap();
        let mut asker = stage.asker(&stage.director);
        asker.salon.zone = ZONE.into();
        (stage, asker)
    }
}

#[tokio::test]
async fn a_time_that_does_not_exist_is_refused_with_the_nearest_ones() {
    let (stage, asker) = Stage::in_london().await;
    let day = date(2027, 3, 28);
    let visit = stage.visit("gap", vec![stage.service(&stage.dina, day.at(1, 15, 0, 0))]);
    let skipped = FieldError::Skipped { before: day.at(0, 45, 0, 0), after: day.at(2, 0, 0, 0) };
    assert_eq!(book(&asker, &visit).await, Err(Error::invalid(field::STARTS, skipped)));
    assert_eq!(stage.count("SELECT count(*) FROM bookings").await, 0);
}

#[tokio::test]
async fn an_hour_that_is_repeated_is_booked_twice() {
    let (stage, asker) = Stage::in_london().await;
    let asked = DayAsked { service: stage.manicure, day: date(2027, 10, 31), minutes: None, moved: None };
    let free = async |asker: &Asker| {
        let days = master_days(asker, &asked).await.unwrap();
        days.into_iter().find(|day| day.offer.master.id == stage.dina.id).unwrap().free
    };
    let offered = free(&asker).await;
    assert!(offered.contains(&one(false)) && offered.contains(&one(true)), "{offered:?}");
    let mut ids = Vec::new();
    for second in [false, true] {
        let visit = stage.visit(&format!("twice-{second}"), vec![stage.service(&stage.dina, one(second))]);
        ids.push(book(&asker, &visit).await.unwrap().bookings[0]);
        assert!(!free(&asker).await.contains(&one(second)));
        assert_eq!(find(&asker, ids[usize::from(second)]).await.unwrap().row.starts, one(second));
    }
    let apart = stage.count("SELECT (extract(epoch FROM max(datetime) - min(datetime)) / 60)::bigint FROM bookings");
    assert_eq!(apart.await, 60);

    // An edit of something else leaves the second one where it is.
    let sheet = find(&asker, ids[1]).await.unwrap();
    let fields = NewFields {
        starts: sheet.row.starts,
        minutes: sheet.row.minutes,
        master: sheet.row.master.id,
        service: sheet.service,
        price: 1,
        notes: String::new(),
    };
    edit(&asker, (ids[1], sheet.version), &fields).await.unwrap();
    assert_eq!(find(&asker, ids[1]).await.unwrap().row.starts, one(true));
}

#[tokio::test]
async fn the_second_of_a_time_that_is_not_repeated_is_refused() {
    let (stage, asker) = Stage::in_london().await;
    let noon = LocalTime { civil: date(2027, 10, 31).at(12, 0, 0, 0), second: true };
    let visit = stage.visit("noon", vec![stage.service(&stage.dina, noon)]);
    assert_eq!(book(&asker, &visit).await, Err(Error::invalid(field::STARTS, FieldError::Wrong)));
}
