use super::*;
use domain::{
    bookings::{ChangeId, purge, undo},
    clients::find_clients,
    events,
};
use jiff::{SignedDuration, ToSpan as _};

impl Stage {
    async fn undo(&self, change: ChangeId) -> Result<Done> {
        undo(&self.asker(&self.director), change, UNDO_WITHIN).await
    }
}

#[tokio::test]
async fn every_step_is_taken_back() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    for verb in [Verb::Confirm, Verb::CheckIn, Verb::Complete, Verb::Reopen, Verb::Cancel, Verb::Trash, Verb::Restore] {
        let before = stage.status(id).await;
        let done = stage.step(id, verb).await.unwrap();
        stage.undo(done.change).await.unwrap();
        assert_eq!(stage.status(id).await, before, "{verb:?}");
        assert_eq!(stage.undo(done.change).await, refused(Refusal::Since), "once is enough: {verb:?}");
        stage.step(id, verb).await.unwrap();
    }
}

#[tokio::test]
async fn a_booking_that_is_taken_back_lies_in_the_trash() {
    let stage = Stage::set().await;
    let done = stage.try_book(&stage.visit("a", vec![stage.service(&stage.dina, at(10, 0))])).await.unwrap();
    stage.undo(done.change).await.unwrap();
    assert_eq!(stage.count("SELECT count(*) FROM bookings WHERE deleted_at IS NULL").await, 0);
    stage.booked(&stage.dina, at(10, 0)).await;
}

#[tokio::test]
async fn the_card_of_a_new_client_goes_with_the_undone_booking_unless_somebody_used_it() {
    let stage = Stage::set().await;
    let found = async || find_clients(&stage.asker(&stage.director), "noura").await.unwrap();
    let done = stage.try_book(&stage.visit("a", vec![stage.service(&stage.dina, at(10, 0))])).await.unwrap();
    let card = found().await[0].id;
    stage.undo(done.change).await.unwrap();
    assert_eq!(found().await, []);
    // It comes back with the booking.
    stage.step(done.bookings[0], Verb::Restore).await.unwrap();
    assert_eq!(found().await[0].id, card);

    let other = stage.try_book(&stage.visit("b", vec![stage.service(&stage.dina, at(12, 0))])).await.unwrap();
    let used = found().await.into_iter().map(|client| client.id).find(|id| *id != card).unwrap();
    let known =
        NewVisit { client: Guest::Known(used), ..stage.visit("c", vec![stage.service(&stage.lola, at(12, 0))]) };
    let by_colleague = stage.try_book(&known).await.unwrap();
    stage.undo(other.change).await.unwrap();
    assert!(found().await.iter().any(|client| client.id == used), "a colleague has booked this client");
    // The colleague's client was not new: undoing the second booking does not take the card either.
    stage.undo(by_colleague.change).await.unwrap();
    assert!(found().await.iter().any(|client| client.id == used));
}

#[tokio::test]
async fn a_card_that_was_taken_back_is_removed_with_its_booking() {
    let stage = Stage::set().await;
    let done = stage.try_book(&stage.visit("a", vec![stage.service(&stage.dina, at(10, 0))])).await.unwrap();
    let kept = stage.booked(&stage.dina, at(12, 0)).await;
    stage.undo(done.change).await.unwrap();
    stage.step(kept, Verb::Trash).await.unwrap();
    purge(&stage.asker(&stage.director)).await.unwrap();
    assert_eq!(stage.count("SELECT count(*) FROM bookings").await, 0);
    assert_eq!(stage.count("SELECT count(*) FROM clients").await, 1, "only the card that was taken back");
}

#[tokio::test]
async fn a_card_that_was_used_again_is_kept_when_its_bookings_are_removed() {
    let stage = Stage::set().await;
    let done = stage.try_book(&stage.visit("a", vec![stage.service(&stage.dina, at(10, 0))])).await.unwrap();
    stage.undo(done.change).await.unwrap();
    stage.step(done.bookings[0], Verb::Restore).await.unwrap();
    stage.step(done.bookings[0], Verb::Trash).await.unwrap();
    purge(&stage.asker(&stage.director)).await.unwrap();
    assert_eq!(stage.count("SELECT count(*) FROM bookings").await, 0);
    assert_eq!(stage.count("SELECT count(*) FROM clients").await, 1);
}

#[tokio::test]
async fn undoing_is_for_who_did_it_and_soon() {
    let stage = Stage::set().await;
    let mia = stage.db.person("Mia", domain::staff::Role::Manager).await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let done = stage.step(id, Verb::Cancel).await.unwrap();
    assert_eq!(undo(&stage.asker(&mia), done.change, UNDO_WITHIN).await, Err(Error::NotFound));
    let late = undo(&stage.asker(&stage.director).at(now() + 31.seconds()), done.change, UNDO_WITHIN).await;
    assert_eq!(late, Err(Error::NotFound));
    let (short, soon) = (SignedDuration::from_secs(5), now() + 6.seconds());
    assert_eq!(undo(&stage.asker(&stage.director).at(soon), done.change, short).await, Err(Error::NotFound));
    let other = stage.try_book(&stage.visit("b", vec![stage.service(&stage.dina, at(10, 30))])).await.unwrap();
    assert!(matches!(
        stage.undo(done.change).await,
        Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { .. })))
    ));
    stage.undo(other.change).await.unwrap();
    stage.undo(done.change).await.unwrap();
    assert_eq!(stage.status(id).await, Status::Pending);
}

#[tokio::test]
async fn people_are_notified_sooner_where_undo_ends_sooner() {
    let stage = Stage::set().await;
    stage.booked(&stage.dina, at(10, 0)).await;
    let within = SignedDuration::from_secs(5);
    notifications::advance(&stage.db.pool, within, now()).await.unwrap();
    let due = events::next_due(&stage.db.pool).await.unwrap();
    assert_eq!(due, Some(now() + SignedDuration::from_secs(7)));
}
