//! Messages to pages from the process that their socket is connected to.

use super::*;
use domain::{
    bookings::{Cancellation, cancel},
    live::{Days, Presence},
    staff::Role,
};
use jiff::civil::date;

#[tokio::test]
async fn a_change_is_told_once_on_each_page_and_to_who_may_see_it() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let (lola, marketer) = (stage.app.db.master("Lola").await, stage.app.db.person("Mira", Role::Marketer).await);
    let (mut first, _) = process.page(&stage.cookie, None).await;
    let (mut second, _) = process.page(&stage.cookie, None).await;
    let (mut own, _) = process.page(&stage.cookie(&stage.dina).await, None).await;
    let (mut other, _) = process.page(&stage.cookie(&lola).await, None).await;
    let (mut none, _) = process.page(&stage.cookie(&marketer).await, None).await;
    stage.step(Verb::Confirm).await;
    process.live.wake();
    for page in [&mut first, &mut second, &mut own] {
        assert_eq!(page.changed().await.1, stage.booking.0);
    }
    // Whoever may not see it hears of what comes after it, and not of it.
    let person = stage.app.db.person("Amina", Role::Admin).await;
    let (_admin, _) = process.page(&stage.cookie(&person).await, None).await;
    for page in [&mut other, &mut none] {
        let heard = page
            .hear_of(|message| match message {
                ToPage::Changed { .. } => Some(false),
                ToPage::Presence { user, .. } if user == person.id => Some(true),
                _ => None,
            })
            .await;
        assert!(heard);
    }
}

#[tokio::test]
async fn a_page_that_was_away_is_told_what_it_missed_in_order_and_once() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let (mut page, _) = process.page(&stage.cookie, None).await;
    stage.step(Verb::Confirm).await;
    process.live.wake();
    let (seen, _) = page.changed().await;
    drop(page);
    for verb in [Verb::Cancel, Verb::Reopen] {
        if verb == Verb::Cancel {
            let why = Cancellation { reason: "ill".into(), by_client: true };
            cancel(&stage.asker(), stage.booking, &why).await.unwrap();
        } else {
            stage.step(verb).await;
        }
    }
    process.live.wake();
    process.reaches(Seq(seen.0 + 2)).await;
    let (mut page, reached) = process.page(&stage.cookie, Some(seen)).await;
    let (first, second) = (page.changed().await.0, page.changed().await.0);
    assert!(seen < first && first < second && second == reached);
    stage.step(Verb::CheckIn).await;
    process.live.wake();
    assert!(page.changed().await.0 > second, "and goes on from there");
}

#[tokio::test]
async fn a_page_that_was_away_for_too_long_asks_anew() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    sqlx::query(
        "INSERT INTO events (entity, entity_id, verb) SELECT 'booking', $1, 'note' FROM generate_series(1, 600)",
    )
    .bind(stage.booking)
    .execute(&stage.app.db.pool)
    .await
    .unwrap();
    process.live.wake();
    process.reaches(Seq(600)).await;
    let (mut page, reached) = process.page(&stage.cookie, Some(Seq(1))).await;
    let resync = page.hear_of(|message| match message {
        ToPage::Resync { seq } => Some(seq),
        ToPage::Changed { .. } => panic!("not one by one"),
        _ => None,
    });
    assert_eq!(resync.await, reached);
}

#[tokio::test]
async fn a_page_with_a_number_of_the_future_asks_anew() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    stage.step(Verb::Confirm).await;
    process.live.wake();
    process.reaches(Seq(1)).await;
    // The database was restored from a backup: the page has seen what it does not have.
    let (mut page, reached) = process.page(&stage.cookie, Some(Seq(1_000))).await;
    let resync = page.hear_of(|message| match message {
        ToPage::Resync { seq } => Some(seq),
        _ => None,
    });
    assert_eq!(resync.await, reached);
    // Numbers that only this process has not reached yet are no reason.
    let other = "INSERT INTO feed (no, at) VALUES (nextval('feed_numbers') + 10, now()) RETURNING no";
    let ahead: i64 = sqlx::query_scalar(other).fetch_one(&stage.app.db.pool).await.unwrap();
    let (mut page, _) = process.page(&stage.cookie(&stage.dina).await, Some(Seq(ahead))).await;
    page.say(&FromPage::Here { state: Presence::Away }).await;
    page.hear_of(|message| match message {
        ToPage::Resync { .. } => panic!("the number is of this database"),
        ToPage::Presence { state: Some(Presence::Away), .. } => Some(()),
        _ => None,
    })
    .await;
}

#[tokio::test]
async fn only_the_days_that_a_page_shows_are_told() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let (mut page, _) = process.page(&stage.cookie, None).await;
    let elsewhere = Days::of([date(2020, 1, 1)]);
    page.say(&FromPage::Watch { range: elsewhere, booking: None }).await;
    page.say(&FromPage::Here { state: Presence::Away }).await;
    // What was said is heard when it is answered.
    page.hear_of(|message| matches!(message, ToPage::Presence { state: Some(Presence::Away), .. }).then_some(())).await;
    stage.step(Verb::Confirm).await;
    process.live.wake();
    process.reaches(Seq(1)).await;
    page.say(&FromPage::Watch { range: elsewhere, booking: Some(stage.booking) }).await;
    page.say(&FromPage::Here { state: Presence::Online }).await;
    page.hear_of(|message| match message {
        ToPage::Changed { .. } => panic!("not of these days"),
        ToPage::Presence { state: Some(Presence::Online), .. } => Some(()),
        _ => None,
    })
    .await;
    stage.step(Verb::CheckIn).await;
    process.live.wake();
    assert_eq!(page.changed().await.1, stage.booking.0, "but of the booking that is open");
}

#[tokio::test]
async fn a_page_that_asks_for_other_days_misses_nothing_meanwhile() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let (mut page, _) = process.page(&stage.cookie, None).await;
    page.say(&FromPage::Watch { range: Days::of([date(2020, 1, 1)]), booking: None }).await;
    page.say(&FromPage::Here { state: Presence::Away }).await;
    page.hear_of(|message| matches!(message, ToPage::Presence { state: Some(Presence::Away), .. }).then_some(())).await;
    // It has asked for the days of the booking already; that it shows them comes a moment later.
    stage.step(Verb::Confirm).await;
    process.live.wake();
    process.reaches(Seq(1)).await;
    page.say(&FromPage::Watch { range: None, booking: None }).await;
    let told = page.hear_of(|message| match message {
        ToPage::Resync { seq } => Some(seq),
        _ => None,
    });
    assert!(told.await > Seq(0));
}

#[tokio::test]
async fn what_is_read_on_one_device_is_read_on_all() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    stage.step(Verb::Confirm).await;
    sqlx::query(
        "INSERT INTO notifications (user_id, no, kind, subject, subject_id, event_id, subjects, at)
         SELECT $1, 5, 'moved', 'booking', $2, min(id), 1, now() FROM events",
    )
    .bind(stage.director.id)
    .bind(stage.booking)
    .execute(&stage.app.db.pool)
    .await
    .unwrap();
    // The same number may be said twice to a page that has just come.
    let unread = |wanted| {
        move |message| match message {
            ToPage::Unread { count } => (count == wanted).then_some(()),
            _ => None,
        }
    };
    let (mut phone, _) = process.page(&stage.cookie, None).await;
    let (mut desk, _) = process.page(&stage.cookie, None).await;
    process.live.wake();
    desk.hear_of(unread(1)).await;
    phone.say(&FromPage::Read { up_to: Seq(5) }).await;
    desk.hear_of(unread(0)).await;
}

#[tokio::test]
async fn whoever_is_told_while_they_come_in_hears_it_all_the_same() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let cookie = stage.cookie(&stage.dina).await;
    let mut last = None;
    for round in 0..20 {
        let insert = "WITH place AS (INSERT INTO feed (no, at) VALUES (nextval('feed_numbers'), now()) RETURNING no)
             INSERT INTO notifications (user_id, no, kind, subject, subject_id, event_id, change, subjects, at)
             SELECT $1, no, 'cancelled', 'booking', $2, (SELECT min(id) FROM events), $3, 1, now() FROM place";
        if round == 0 {
            stage.step(Verb::Confirm).await;
        }
        sqlx::query(insert)
            .bind(stage.dina.id)
            .bind(stage.booking)
            .bind(i64::from(round))
            .execute(&stage.app.db.pool)
            .await
            .unwrap();
        process.live.wake_for_people();
        // No other page of hers is there: this one comes in while it is told.
        let (mut page, _) = process.page(&cookie, last.or(Some(Seq(0)))).await;
        let told = page.hear_of(|message| match message {
            ToPage::Notification(told) => Some(told.seq),
            _ => None,
        });
        let told = told.await;
        assert!(last < Some(told), "{told} again");
        last = Some(told);
    }
}
