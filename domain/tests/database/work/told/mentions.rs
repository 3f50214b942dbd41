//! Who is notified of mentions in notes.

use super::*;
use domain::{
    bookings::edit,
    staff::{UserId, colleagues},
};

impl Stage {
    async fn note(&self, id: BookingId, notes: &str, now: Timestamp) -> Done {
        let (version, fields) = self.fields(id).await;
        let fields = Fields { notes: notes.into(), ..fields };
        edit(&self.asker(&self.director).at(now), (id, version), &fields.into()).await.unwrap()
    }

    async fn mentions_of(&self, actor: &Actor) -> Vec<Option<String>> {
        let inbox = self.inbox(actor).await.into_iter();
        inbox.filter(|told| told.what == Kind::Mention).map(|told| booking(&told).notes.clone()).collect()
    }
}

#[tokio::test]
async fn whoever_is_called_in_notes_is_told_once() {
    let stage = Stage::set().await;
    let amina = stage.db.person("Amina Sayed", Role::Admin).await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.note(id, "@amina sayed and @Dina: call back", now()).await;
    stage.advance(now() + SignedDuration::from_secs(29)).await;
    assert_eq!(stage.mentions_of(&amina).await, []);
    stage.advance(later()).await;
    let notes = Some("@amina sayed and @Dina: call back".to_owned());
    assert_eq!(stage.mentions_of(&amina).await, std::slice::from_ref(&notes));
    assert_eq!(stage.mentions_of(&stage.dina).await, [notes]);
    // Editing the text around a mention notifies nobody again.
    stage.note(id, "@Amina Sayed and @Dina: called", later()).await;
    stage.advance(later() + SignedDuration::from_mins(1)).await;
    assert_eq!(stage.mentions_of(&amina).await.len(), 1);
    let sheet = domain::bookings::find(&stage.asker(&stage.dina), id).await.unwrap();
    assert_eq!(sheet.calls, [0..12, 17..22]);
}

#[tokio::test]
async fn notes_call_nobody_who_may_not_see_them_nor_who_wrote_them() {
    let stage = Stage::set().await;
    let director = stage.director.name.clone();
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.note(id, &format!("@Lola, @{director}"), now()).await;
    stage.advance(later()).await;
    for person in [&stage.lola, &stage.director] {
        assert_eq!(stage.mentions_of(person).await, [], "{}", person.name);
    }
    let sheet = domain::bookings::find(&stage.asker(&stage.dina), id).await.unwrap();
    assert_eq!(sheet.calls.len(), 1, "nobody is shown as called who may not read it");
    let amina = stage.db.person("Amina", Role::Admin).await;
    let asker = stage.asker(&amina);
    let offered = |master: Option<UserId>| colleagues(&asker, "", master);
    assert_eq!(offered(Some(stage.dina.id)).await.unwrap(), [stage.director.name.as_str(), "Dina"]);
    assert_eq!(offered(None).await.unwrap(), [stage.director.name.as_str()]);
    assert_eq!(colleagues(&asker, "din", Some(stage.dina.id)).await.unwrap(), ["Dina"]);
    assert_eq!(colleagues(&stage.asker(&stage.dina), "", None).await, Err(Error::Forbidden));
}

#[tokio::test]
async fn a_call_that_was_taken_back_is_not_told() {
    let stage = Stage::set().await;
    let amina = stage.db.person("Amina", Role::Admin).await;
    let (first, second) = (stage.booked(&stage.dina, at(10, 0)).await, stage.booked(&stage.lola, at(10, 0)).await);
    let done = stage.note(first, "@Amina", now()).await;
    undo(&stage.asker(&stage.director), done.change, UNDO_WITHIN).await.unwrap();
    stage.note(second, "@Amina", now()).await;
    stage.note(second, "tea", now()).await;
    stage.advance(later()).await;
    assert_eq!(stage.mentions_of(&amina).await, []);
}

#[tokio::test]
async fn notes_of_a_new_visit_call_too() {
    let stage = Stage::set().await;
    let amina = stage.db.person("Amina", Role::Admin).await;
    let services = vec![stage.service(&stage.dina, at(10, 0)), stage.service(&stage.lola, at(11, 0))];
    let visit = NewVisit { notes: "@Amina, @Dina".into(), ..stage.visit("called", services) };
    stage.try_book(&visit).await.unwrap();
    assert_eq!(stage.told(&amina).await, [(Kind::Mention, 2)], "once of a visit");
    let mut told = stage.told(&stage.dina).await;
    told.sort();
    assert_eq!(told, [(Kind::NewBooking, 1), (Kind::Mention, 1)]);
    assert_eq!(stage.told(&stage.lola).await, [(Kind::NewBooking, 1)]);
}

#[tokio::test]
async fn notes_are_read_by_whose_booking_it_is_now() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let give = async |to: &Actor, notes: &str| {
        let (version, fields) = stage.fields(id).await;
        let fields = Fields { master: Master { id: to.id, name: String::new() }, notes: notes.into(), ..fields };
        stage.edit_as(&stage.director, id, version, &fields).await.unwrap();
    };
    // One edit mentions Dina and gives the booking away; another gives it back before she is notified.
    give(&stage.lola, "@Dina").await;
    give(&stage.dina, "@Dina").await;
    stage.advance(later()).await;
    assert_eq!(stage.mentions_of(&stage.dina).await.len(), 1);
    give(&stage.lola, "@Dina: a secret").await;
    assert_eq!(stage.mentions_of(&stage.dina).await, []);
}

#[tokio::test]
async fn of_long_notes_the_words_around_the_call_are_told() {
    let stage = Stage::set().await;
    let amina = stage.db.person("Amina", Role::Admin).await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.note(id, &format!("{} @Amina", "я".repeat(400)), now()).await;
    stage.advance(later()).await;
    let told = format!("…{} @Amina", "я".repeat(39));
    assert_eq!(stage.mentions_of(&amina).await, [Some(told)]);
    stage.step(id, Verb::Trash).await.unwrap();
    assert_eq!(stage.mentions_of(&amina).await, [Some("…".to_owned())], "whoever may not open it reads none of it");
}

#[tokio::test]
async fn of_one_act_each_hears_what_calls_them() {
    let stage = Stage::set().await;
    let (amina, samir) = (stage.db.person("Amina", Role::Admin).await, stage.db.person("Samir", Role::Manager).await);
    let services = vec![stage.service(&stage.dina, at(10, 0)), stage.service(&stage.lola, at(11, 0))];
    let visit = NewVisit { notes: "@Amina @Samir".into(), ..stage.visit("unequal", services) };
    let booked = stage.try_book(&visit).await.unwrap().bookings;
    stage.note(booked[0], "@Amina", now()).await;
    assert_eq!(stage.told(&amina).await, [(Kind::Mention, 2)]);
    assert_eq!(stage.told(&samir).await, [(Kind::Mention, 1)]);
    assert_eq!(booking(&stage.inbox(&samir).await[0]).id, booked[1], "the one that still calls him");
}
