//! Phones in notes, for people who may not see contacts.

use super::*;
use domain::{
    bookings::{Fields, HistoryKind, find},
    staff::Role,
};

const NOTES: &str = "Sister: 055 765 4321, allergic to gel";
const MASKED: &str = "Sister: ··· 4321, allergic to gel";

async fn stored_notes(stage: &Stage) -> String {
    sqlx::query_scalar("SELECT notes FROM bookings").fetch_one(&stage.db.pool).await.unwrap()
}

#[tokio::test]
async fn a_phone_in_notes_is_masked_like_the_clients() {
    let stage = Stage::set().await;
    let visit = NewVisit { notes: NOTES.into(), ..stage.visit("a", vec![stage.service(&stage.dina, at(10, 0))]) };
    let id = stage.try_book(&visit).await.unwrap().bookings[0];
    cancel(&stage.asker(&stage.director), id, &because("asked by +971 55 765 4321")).await.unwrap();
    let sales = stage.db.person("Sam", Role::Sales).await;
    for (actor, notes, reason) in [
        (&stage.director, NOTES, "asked by +971 55 765 4321"),
        (&sales, MASKED, "asked by ··· 4321"),
        (&stage.dina, MASKED, "asked by ··· 4321"),
    ] {
        let sheet = find(&stage.asker(actor), id).await.unwrap();
        assert_eq!(sheet.notes.as_deref(), Some(notes), "{}", actor.name);
        let cancelled = HistoryKind::Cancelled { reason: Some(reason.into()), by_client: Some(true) };
        assert_eq!(sheet.history[0].what, cancelled, "{}", actor.name);
    }
}

#[tokio::test]
async fn whoever_edits_masked_notes_loses_no_phone() {
    let stage = Stage::set().await;
    let visit = NewVisit { notes: NOTES.into(), ..stage.visit("a", vec![stage.service(&stage.dina, at(10, 0))]) };
    let id = stage.try_book(&visit).await.unwrap().bookings[0];
    let sales = stage.db.person("Sam", Role::Sales).await;
    let (version, fields) = stage.fields(id).await;
    let cheaper = Fields { notes: MASKED.into(), price: domain::Money { minor: 1, ..fields.price.clone() }, ..fields };
    stage.edit_as(&sales, id, version, &cheaper).await.unwrap();
    assert_eq!(stored_notes(&stage).await, NOTES);
    let longer = Fields { notes: format!("{MASKED}. Tea."), ..cheaper };
    stage.edit_as(&sales, id, version + 1, &longer).await.unwrap();
    assert_eq!(stored_notes(&stage).await, format!("{NOTES}. Tea."));
    let late = stage.edit_as(&sales, id, version, &longer).await;
    let Err(Error::Conflict(Conflict::Booking(BookingConflict::Changed(changed)))) = late else { panic!("{late:?}") };
    assert_eq!(changed.fields.notes, format!("{MASKED}. Tea."));
}
