use super::*;
use domain::bookings::{BookingQuery, BulkAction, Selection, change_in_bulk, undo};
use jiff::{SignedDuration, ToSpan as _};

#[tokio::test]
async fn many_are_changed_at_once_and_taken_back_at_once() {
    let stage = Stage::set().await;
    let mut ids = Vec::new();
    for hour in 0..12 {
        for (master, day) in [(&stage.dina, 0), (&stage.lola, 0), (&stage.dina, 1), (&stage.lola, 1)] {
            ids.push(stage.booked(master, at(9 + hour, 0) + day.days()).await);
        }
    }
    for id in &ids[..3] {
        stage.step(*id, Verb::Confirm).await.unwrap();
    }
    let bulk = async |selection: Selection, verb: BulkAction| {
        change_in_bulk(&stage.asker(&stage.director), &selection, &verb, now).await.unwrap()
    };
    let done = bulk(
        Selection::All(BookingQuery { q: "noura".into(), ..BookingQuery::default() }),
        BulkAction::Step(Verb::Confirm),
    )
    .await;
    assert_eq!((done.done, done.refused, done.refusals.len()), (45, 0, 0), "what is confirmed stays so");
    let arrived = bulk(Selection::Some(ids[..1].to_vec()), BulkAction::Step(Verb::Complete)).await;
    assert_eq!((arrived.done, arrived.refusals[0].client.as_str()), (0, "Noura"));
    assert_eq!(arrived.refusals[0].why, Some(BookingConflict::Refused(Refusal::From(Status::Confirmed))));
    assert_eq!(stage.count("SELECT count(*) FROM bookings WHERE status = 'confirmed'").await, 48);
    undo(&stage.asker(&stage.director), done.change, UNDO_WITHIN).await.unwrap();
    assert_eq!(stage.count("SELECT count(*) FROM bookings WHERE status = 'pending'").await, 45);

    let cancelled = bulk(Selection::Some(ids[..10].to_vec()), BulkAction::Cancel(because("storm"))).await;
    assert_eq!((cancelled.done, cancelled.refused), (10, 0));
    for (verb, done) in [(Verb::Reopen, 10), (Verb::MarkNoShow, 10), (Verb::Trash, 10), (Verb::Restore, 10)] {
        let outcome = bulk(Selection::Some(ids[..10].to_vec()), BulkAction::Step(verb)).await;
        assert_eq!((outcome.done, outcome.refused), (done, 0), "{verb:?}");
    }
    let manager = stage.db.person("Mia", domain::staff::Role::Manager).await;
    let all = Selection::Some(ids.clone());
    let trash = change_in_bulk(&stage.asker(&manager), &all, &BulkAction::Step(Verb::Trash), now).await;
    assert_eq!(trash, Err(Error::Forbidden));
}

#[tokio::test]
async fn five_thousand_are_a_days_work_and_ten_thousand_are_not() {
    let stage = Stage::set().await;
    let first = stage.booked(&stage.dina, at(10, 0)).await;
    let copy = async |from: i32, to: i32| {
        sqlx::query(
            "INSERT INTO bookings (datetime, ends_at, busy, master_id, client_id, service_id, name, service_name, price, currency)
             SELECT datetime + n * interval '1 hour', ends_at + n * interval '1 hour',
                 tstzrange(datetime + n * interval '1 hour', ends_at + n * interval '1 hour'), master_id, client_id, service_id,
                 name, service_name, price, currency
             FROM bookings, generate_series($2, $3) n WHERE id = $1",
        )
        .bind(first)
        .bind(from)
        .bind(to)
        .execute(&stage.db.pool)
        .await
        .unwrap()
    };
    copy(1, 4_999).await;
    let all = Selection::All(BookingQuery { status: Some(Status::Pending), ..BookingQuery::default() });
    // Each batch takes a second; the first one must be undone together with the last.
    let seconds = std::sync::atomic::AtomicI64::new(0);
    let clock = || now() + SignedDuration::from_secs(seconds.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
    let confirm =
        async || change_in_bulk(&stage.asker(&stage.director), &all, &BulkAction::Step(Verb::Confirm), clock).await;
    let done = confirm().await.unwrap();
    assert_eq!((done.done, done.refused), (5_000, 0));
    assert_eq!(stage.count("SELECT count(*) FROM bookings WHERE status = 'confirmed'").await, 5_000);
    let last = clock();
    assert!(last.duration_since(now()) > SignedDuration::from_secs(40), "{last}");
    let undone = undo(&stage.asker(&stage.director).at(last), done.change, UNDO_WITHIN).await.unwrap();
    assert_eq!(undone.bookings.len(), 5_000);
    assert_eq!(stage.count("SELECT count(*) FROM bookings WHERE status = 'pending'").await, 5_000);
    assert_eq!(domain::database::miscounts(&stage.db.pool).await, Ok(0));

    copy(5_000, 10_000).await;
    assert!(matches!(confirm().await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn bookings_are_handed_over_where_the_other_is_free() {
    let stage = Stage::set().await;
    let anna = stage.db.master("Anna").await;
    let (free, taken) = (stage.booked(&stage.dina, at(10, 0)).await, stage.booked(&stage.dina, at(12, 0)).await);
    stage.booked(&stage.lola, at(12, 30)).await;
    let assign = async |master: &Actor| {
        let all = Selection::Some(vec![free, taken]);
        change_in_bulk(&stage.asker(&stage.director), &all, &BulkAction::Assign(master.id), now).await
    };
    let done = assign(&stage.lola).await.unwrap();
    assert_eq!((done.done, done.refused, done.refusals[0].id), (1, 1, taken));
    assert!(matches!(done.refusals[0].why, Some(BookingConflict::Taken { .. })));
    let not_offered = assign(&anna).await.unwrap();
    assert_eq!((not_offered.done, not_offered.refusals[0].why.clone()), (0, None), "she does not perform it");
    assert!(matches!(assign(&stage.director).await, Err(Error::Invalid(_))), "no master at all");
}
