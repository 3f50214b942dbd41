use super::*;
use domain::{
    FieldError,
    bookings::{BulkAction, BulkResult, change_in_bulk, count_matching, field, undo},
    events::Seq,
};
use jiff::{SignedDuration, ToSpan as _};
use std::time::Duration;
use tokio::time::timeout;

#[tokio::test]
async fn many_are_changed_at_once_and_undone_at_once() {
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
        change_in_bulk(&stage.asker(&stage.director), &new_key(), &selection, &verb, now).await.unwrap()
    };
    let done = bulk(
        stage.all(BookingQuery { q: "noura".into(), ..BookingQuery::default() }).await,
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
    let trash = change_in_bulk(&stage.asker(&manager), &new_key(), &all, &BulkAction::Step(Verb::Trash), now).await;
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
    let pending = BookingQuery { status: Some(Status::Pending), ..BookingQuery::default() };
    // Each batch takes a second; the first one must be undone together with the last.
    let seconds = std::sync::atomic::AtomicI64::new(0);
    let clock = || now() + SignedDuration::from_secs(seconds.fetch_add(1, Ordering::Relaxed));
    let confirm = async || {
        let all = stage.all(pending.clone()).await;
        let asker = stage.asker(&stage.director);
        change_in_bulk(&asker, &new_key(), &all, &BulkAction::Step(Verb::Confirm), clock).await
    };
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
        change_in_bulk(&stage.asker(&stage.director), &new_key(), &all, &BulkAction::Assign(master.id), now).await
    };
    let done = assign(&stage.lola).await.unwrap();
    assert_eq!((done.done, done.refused, done.refusals[0].id), (1, 1, taken));
    assert!(matches!(done.refusals[0].why, Some(BookingConflict::Taken { .. })));
    let not_offered = assign(&anna).await.unwrap();
    assert_eq!((not_offered.done, not_offered.refusals[0].why.clone()), (0, None), "she does not perform it");
    assert!(matches!(assign(&stage.director).await, Err(Error::Invalid(_))), "no master at all");
}

fn cancel_all() -> BulkAction {
    BulkAction::Cancel(because("storm"))
}

async fn in_bulk(stage: &Stage, key: &str, selection: &Selection, verb: &BulkAction) -> Result<BulkResult> {
    change_in_bulk(&stage.asker(&stage.director), key, selection, verb, now).await
}

#[tokio::test]
async fn what_came_or_changed_after_the_count_is_left_out_and_named() {
    let stage = Stage::set().await;
    let mut ids = Vec::new();
    for hour in [10, 12, 14] {
        ids.push(stage.booked(&stage.dina, at(hour, 0)).await);
    }
    let all = stage.all(BookingQuery::default()).await;
    let newer = stage.booked(&stage.lola, at(10, 0)).await;
    stage.step(ids[0], Verb::Confirm).await.unwrap();
    let done = in_bulk(&stage, &new_key(), &all, &cancel_all()).await.unwrap();
    assert_eq!((done.done, done.refused, done.newer), (2, 0, 2));
    let mut named: Vec<BookingId> = done.newer_rows.iter().map(|row| row.id).collect();
    named.sort_unstable();
    assert_eq!(named, [ids[0], newer]);
    assert_eq!([stage.status(ids[0]).await, stage.status(newer).await], [Status::Confirmed, Status::Pending]);

    // The same after the feed has given the events their numbers.
    let again = stage.all(BookingQuery::default()).await;
    let latest = stage.booked(&stage.lola, at(12, 0)).await;
    stage.all(BookingQuery::default()).await;
    let done = in_bulk(&stage, &new_key(), &again, &cancel_all()).await.unwrap();
    assert_eq!((done.done, done.newer, done.newer_rows[0].id), (2, 1, latest));
}

#[tokio::test]
async fn a_booking_that_changes_while_a_bulk_change_runs_is_left_out() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let all = stage.all(BookingQuery { status: Some(Status::Pending), ..BookingQuery::default() }).await;
    // Holds the day's lock, as another change does.
    let mut holder = stage.db.pool.begin().await.unwrap();
    let key = (0x626b_i64 << 40) | stage.dina.id.0;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(key).execute(&mut *holder).await.unwrap();
    let (asker, selection) = (stage.asker(&stage.director), all.clone());
    let bulk =
        tokio::spawn(async move { change_in_bulk(&asker, &new_key(), &selection, &cancel_all(), now).await.unwrap() });
    let waiting = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                   WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted";
    let begun = async { while stage.count(waiting).await == 0 {} };
    timeout(Duration::from_secs(30), begun).await.expect("the bulk change waits for the day");
    sqlx::query("UPDATE bookings SET price = price + 1 WHERE id = $1").bind(id).execute(&mut *holder).await.unwrap();
    let event = "INSERT INTO events (at, entity, entity_id, verb) VALUES (now(), 'booking', $1, 'edit')";
    sqlx::query(event).bind(id).execute(&mut *holder).await.unwrap();
    holder.commit().await.unwrap();
    let done = bulk.await.unwrap();
    assert_eq!((done.done, done.newer), (0, 1));
    assert_eq!(stage.status(id).await, Status::Pending);
}

#[tokio::test]
async fn a_count_of_a_feed_that_is_gone_is_refused() {
    let stage = Stage::set().await;
    stage.booked(&stage.dina, at(10, 0)).await;
    let Selection::All { query, counted } = stage.all(BookingQuery::default()).await else { panic!() };
    let future = Selection::All { query, counted: Seq(counted.0 + 1_000) };
    let refused = in_bulk(&stage, &new_key(), &future, &cancel_all()).await;
    assert_eq!(refused, Err(Error::invalid(field::SELECTION, FieldError::Wrong)));
}

#[tokio::test]
async fn a_bulk_change_with_its_key_is_made_once() {
    let stage = Stage::set().await;
    for hour in [10, 12] {
        stage.booked(&stage.dina, at(hour, 0)).await;
    }
    let all = stage.all(BookingQuery { status: Some(Status::Pending), ..BookingQuery::default() }).await;
    let key = new_key();
    let first = in_bulk(&stage, &key, &all, &cancel_all()).await.unwrap();
    assert_eq!((first.done, first.newer), (2, 0));
    assert_eq!(in_bulk(&stage, &key, &all, &cancel_all()).await, Ok(first));
    assert_eq!(stage.count("SELECT count(*) FROM events WHERE verb = 'cancel'").await, 2);
    let other = in_bulk(&stage, &key, &all, &BulkAction::Step(Verb::Confirm)).await;
    assert_eq!(other, Err(Error::invalid(field::KEY, FieldError::Taken)));
    let short = in_bulk(&stage, "short", &all, &cancel_all()).await;
    assert_eq!(short, Err(Error::invalid(field::KEY, FieldError::Wrong)));
}

/// The process ended after the first batches: the answer was not stored, and the same request goes on.
#[tokio::test]
async fn a_bulk_change_that_was_interrupted_goes_on() {
    let stage = Stage::set().await;
    for hour in [10, 12, 14] {
        stage.booked(&stage.dina, at(hour, 0)).await;
    }
    let all = stage.all(BookingQuery { status: Some(Status::Pending), ..BookingQuery::default() }).await;
    let key = new_key();
    let whole = in_bulk(&stage, &key, &all, &cancel_all()).await.unwrap();
    let interrupted = "UPDATE request_keys SET answer = jsonb_build_object('begun', $1)";
    sqlx::query(interrupted).bind(whole.change).execute(&stage.db.pool).await.unwrap();
    assert_eq!(in_bulk(&stage, &key, &all, &cancel_all()).await, Ok(whole.clone()), "what is done is known");
    assert_eq!(stage.count("SELECT count(*) FROM events WHERE verb = 'cancel'").await, 3);
    undo(&stage.asker(&stage.director), whole.change, UNDO_WITHIN).await.unwrap();
}

#[tokio::test]
async fn filters_that_cannot_be_read_are_not_everything() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let query = BookingQuery::from_parameters(|name| (name == "status").then(|| "cancelledd".to_owned()));
    let refused = Error::invalid("status", FieldError::Wrong);
    let director = stage.asker(&stage.director);
    assert_eq!(count_matching(&director, &query).await, Err(refused.clone()));
    let all = Selection::All { query: query.clone(), counted: Seq(0) };
    assert_eq!(in_bulk(&stage, &new_key(), &all, &cancel_all()).await, Err(refused.clone()));
    assert_eq!(stage.status(id).await, Status::Pending);
    assert_eq!(domain::bookings::list(&director, &query).await.unwrap().rows.len(), 1, "a list ignores them");
    let (sender, _receiver) = tokio::sync::mpsc::channel(1);
    assert_eq!(domain::bookings::export(&director, &query, None, &sender, Duration::from_secs(30)).await, Err(refused));
}
