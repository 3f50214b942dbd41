//! Who is here, and who views a booking.

use super::*;
use domain::{live::Presence, staff::Role};

#[tokio::test]
async fn a_booking_is_watched_by_those_only_who_may_see_it() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let lola = stage.app.db.master("Lola").await;
    let (mut page, _) = process.page(&stage.cookie, None).await;
    page.say(&FromPage::Watch { range: None, booking: Some(stage.booking) }).await;
    let (mut curious, _) = process.page(&stage.cookie(&lola).await, None).await;
    curious.say(&FromPage::Watch { range: None, booking: Some(stage.booking) }).await;
    let (mut own, _) = process.page(&stage.cookie(&stage.dina).await, None).await;
    own.say(&FromPage::Watch { range: None, booking: Some(stage.booking) }).await;
    let names = page.hear_of(|message| match message {
        ToPage::Viewers { names, .. } if !names.is_empty() => Some(names),
        _ => None,
    });
    assert_eq!(names.await, ["Dina"]);
}

#[tokio::test]
async fn what_one_page_says_over_and_over_is_told_to_others_a_few_times() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let (mut page, _) = process.page(&stage.cookie, None).await;
    let (mut repeating, _) = process.page(&stage.cookie(&stage.dina).await, None).await;
    for _ in 0..400 {
        for state in [Presence::Away, Presence::Online] {
            repeating.say(&FromPage::Here { state }).await;
        }
    }
    repeating.say(&FromPage::Here { state: Presence::Away }).await;
    let person = stage.app.db.person("Amina", Role::Admin).await;
    let mut told = 0;
    // The last word is heard in the end: a poll of the dispatcher brings it.
    let counted = timeout(PATIENCE, async {
        let mut last = None;
        while last != Some(Presence::Away) || told < 2 {
            match page.hear().await {
                ToPage::Presence { user, state } if user == stage.dina.id => {
                    told += 1;
                    last = state;
                }
                ToPage::Resync { .. } => panic!("nothing was missed"),
                _ => {}
            }
        }
    });
    counted.await.expect("the last state");
    assert!(told <= 20, "{told} messages about 800 changes");
    let (_admin, _) = process.page(&stage.cookie(&person).await, None).await;
    page.hear_of(|message| matches!(message, ToPage::Presence { user, .. } if user == person.id).then_some(())).await;
}

#[tokio::test]
async fn a_former_master_is_told_nothing_of_who_views_a_booking() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let lola = stage.app.db.master("Lola").await;
    let (mut former, _) = process.page(&stage.cookie(&stage.dina).await, None).await;
    let (mut page, _) = process.page(&stage.cookie, None).await;
    let watch = FromPage::Watch { range: None, booking: Some(stage.booking) };
    let viewers = |message| match message {
        ToPage::Viewers { names, .. } => Some(names),
        _ => None,
    };
    former.say(&watch).await;
    former.hear_of(viewers).await;
    page.say(&watch).await;
    assert_eq!(page.hear_of(viewers).await, ["Dina"]);
    assert_eq!(former.hear_of(viewers).await, ["Diana"]);
    sqlx::query("UPDATE bookings SET master_id = $1").bind(lola.id).execute(&stage.app.db.pool).await.unwrap();
    stage.step(Verb::Confirm).await;
    process.live.wake();
    assert_eq!(page.hear_of(viewers).await, Vec::<String>::new(), "she views it no more");
    // Asking again shows nothing either.
    former.say(&watch).await;
    let (mut second, _) =
        process.page(&stage.cookie(&stage.app.db.person("Amina", Role::Admin).await).await, None).await;
    second.say(&watch).await;
    assert_eq!(second.hear_of(viewers).await, ["Diana"]);
    let person = stage.app.db.person("Zara", Role::Admin).await;
    let (_end, _) = process.page(&stage.cookie(&person).await, None).await;
    former
        .hear_of(|message| match message {
            ToPage::Viewers { .. } => panic!("of a booking that is hers no more"),
            ToPage::Presence { user, .. } if user == person.id => Some(()),
            _ => None,
        })
        .await;
}
