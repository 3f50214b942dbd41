use super::*;
use domain::{
    bookings::{Edit, HistoryKind, Slot, find, undo},
    staff::{Master, Role},
};
use jiff::ToSpan as _;

#[tokio::test]
async fn a_booking_goes_its_way_and_its_history_says_so() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    for verb in [Verb::Confirm, Verb::CheckIn, Verb::Complete] {
        stage.step(id, verb).await.unwrap();
        assert_eq!(Some(stage.status(id).await), verb.leads_to());
        assert_eq!(stage.step(id, verb).await, refused(Refusal::Done));
    }
    assert_eq!(stage.step(id, Verb::Cancel).await, refused(Refusal::From(Status::Completed)));
    stage.step(id, Verb::Reopen).await.unwrap();
    assert_eq!(stage.status(id).await, Status::Arrived);
    stage.step(id, Verb::Cancel).await.unwrap();
    let late = now() + 25.hours();
    assert_eq!(stage.step_as(&stage.director, id, Verb::Reopen, late).await, refused(Refusal::TooLate));
    let verbs: Vec<String> = sqlx::query_scalar("SELECT verb FROM events WHERE entity_id = $1 ORDER BY id")
        .bind(id)
        .fetch_all(&stage.db.pool)
        .await
        .unwrap();
    assert_eq!(verbs, ["book", "confirm", "check_in", "complete", "reopen", "cancel"]);
}

#[tokio::test]
async fn completing_counts_for_the_client_and_reopening_takes_it_back() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let totals = async || -> (i32, i64, i32, bool) {
        sqlx::query_as("SELECT visits, spent, no_shows, last_visit_at IS NOT NULL FROM clients")
            .fetch_one(&stage.db.pool)
            .await
            .unwrap()
    };
    for verb in [Verb::Confirm, Verb::CheckIn, Verb::Complete] {
        stage.step(id, verb).await.unwrap();
    }
    assert_eq!(totals().await, (1, 10_000, 0, true));
    stage.step(id, Verb::Trash).await.unwrap();
    assert_eq!(totals().await, (0, 0, 0, false));
    stage.step(id, Verb::Restore).await.unwrap();
    stage.step(id, Verb::Reopen).await.unwrap();
    stage.step(id, Verb::MarkNoShow).await.unwrap();
    assert_eq!(totals().await, (0, 0, 1, false));
}

#[tokio::test]
async fn totals_count_what_two_masters_complete_at_once() {
    let stage = Stage::set().await;
    let first = stage.booked(&stage.dina, at(10, 0)).await;
    let client: i64 = sqlx::query_scalar("SELECT client_id FROM bookings WHERE id = $1")
        .bind(first)
        .fetch_one(&stage.db.pool)
        .await
        .unwrap();
    let mut ids = vec![first];
    for hour in 11..20 {
        let mut visit = stage.visit(
            &format!("at-{hour}"),
            vec![stage.service(if hour % 2 == 0 { &stage.dina } else { &stage.lola }, at(hour, 0))],
        );
        visit.client = Guest::Known(domain::clients::ClientId(client));
        ids.push(stage.try_book(&visit).await.unwrap().bookings[0]);
    }
    for _ in 0..5 {
        for id in &ids {
            stage.step(*id, Verb::Confirm).await.unwrap();
            stage.step(*id, Verb::CheckIn).await.unwrap();
        }
        futures::future::join_all(ids.iter().map(|id| stage.step(*id, Verb::Complete))).await;
        assert_eq!(domain::database::miscounts(&stage.db.pool).await, Ok(0));
        sqlx::query("UPDATE bookings SET status = 'pending', version = version + 1")
            .execute(&stage.db.pool)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn who_goes_away_while_waiting_for_a_day_leaves_nothing_behind() {
    let stage = Stage::set().await;
    let mut holder = stage.db.pool.begin().await.unwrap();
    let days = "SELECT count(pg_advisory_xact_lock((25195::bigint << 40) | id)) FROM users WHERE is_master";
    sqlx::query(days).execute(&mut *holder).await.unwrap();
    let visit = stage.visit("away", vec![stage.service(&stage.dina, at(10, 0))]);
    let gone = tokio::time::timeout(std::time::Duration::from_millis(300), stage.try_book(&visit)).await;
    assert!(gone.is_err(), "it waits for the day");
    holder.rollback().await.unwrap();
    // On any connection of the pool: the day is not locked, and nothing was booked.
    for hour in 11..17 {
        stage.booked(&stage.dina, at(hour, 0)).await;
    }
    let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    assert_eq!(stage.count(open).await, 0);
    assert_eq!(stage.count("SELECT count(*) FROM bookings").await, 6);
}

#[tokio::test]
async fn what_comes_back_asks_for_its_time_again() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    for (away, back) in [(Verb::Cancel, Verb::Reopen), (Verb::MarkNoShow, Verb::Reopen), (Verb::Trash, Verb::Restore)] {
        stage.step(id, away).await.unwrap();
        let other = stage
            .try_book(&stage.visit(&away.code().replace('_', "-"), vec![stage.service(&stage.dina, at(10, 30))]))
            .await
            .unwrap();
        let answer = stage.step(id, back).await;
        let Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { alternatives }))) = answer else {
            panic!("{back:?}: {answer:?}")
        };
        assert!(!alternatives.is_empty());
        stage.step(other.bookings[0], Verb::Cancel).await.unwrap();
        stage.step(id, back).await.unwrap();
    }
}

#[tokio::test]
async fn what_comes_back_may_come_back_to_another_time() {
    let stage = Stage::set().await;
    let pool = &stage.db.pool;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let back =
        async |verb, slot: &Slot| take_step(&stage.asker(&stage.director), id, verb, Some(slot.clone().into())).await;
    let shown = async || find(&stage.asker(&stage.director), id).await.unwrap();
    for (away, verb) in [(Verb::Cancel, Verb::Reopen), (Verb::Trash, Verb::Restore)] {
        stage.step(id, away).await.unwrap();
        let was: (jiff_sqlx::Timestamp, i64) = sqlx::query_as("SELECT datetime, master_id FROM bookings WHERE id = $1")
            .bind(id)
            .fetch_one(pool)
            .await
            .unwrap();
        let local = salon().local(was.0.to_jiff()).unwrap();
        let master = if was.1 == stage.dina.id.0 { &stage.dina } else { &stage.lola };
        stage.try_book(&stage.visit(away.code(), vec![stage.service(master, local)])).await.unwrap();
        let answer = stage.step(id, verb).await;
        let Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { alternatives }))) = answer else {
            panic!("{verb:?}: {answer:?}")
        };
        let of_another = alternatives.iter().find(|slot| slot.master.id != master.id).unwrap();
        let done = back(verb, of_another).await.unwrap();
        let sheet = shown().await;
        assert_eq!((sheet.row.starts, &sheet.row.master), (of_another.starts, &of_another.master));
        let edits = match &sheet.history[0].what {
            HistoryKind::Reopened { edits } | HistoryKind::Restored { edits } => edits.clone(),
            other => panic!("{other:?}"),
        };
        assert!(edits.iter().any(|edit| matches!(edit, Edit::Master(_, to) if *to == of_another.master.name)));
        undo(&stage.asker(&stage.director), done.change, UNDO_WITHIN).await.unwrap();
        back(verb, of_another).await.unwrap();
    }
    let slot = Slot { master: Master { id: stage.dina.id, name: String::new() }, starts: at(18, 0).into() };
    for verb in [Verb::Confirm, Verb::CheckIn, Verb::Complete] {
        stage.step(id, verb).await.unwrap();
    }
    stage.try_book(&stage.visit("in-the-way", vec![stage.service(&stage.dina, slot.starts)])).await.unwrap();
    let taken = back(Verb::Reopen, &slot).await;
    assert!(matches!(taken, Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { .. })))), "{taken:?}");
    stage.step(id, Verb::Reopen).await.unwrap();
    assert!(matches!(back(Verb::Confirm, &slot).await, Err(Error::Invalid(_))), "a step is not a way to move");
    stage.step(id, Verb::Cancel).await.unwrap();
    let nobody = Slot { master: Master { id: stage.director.id, name: String::new() }, ..slot };
    assert!(matches!(back(Verb::Reopen, &nobody).await, Err(Error::Invalid(_))), "who does not perform it");
}

#[tokio::test]
async fn a_master_moves_along_their_own_day_only() {
    let stage = Stage::set().await;
    let mine = stage.booked(&stage.dina, at(10, 0)).await;
    let hers = stage.booked(&stage.lola, at(10, 0)).await;
    for id in [mine, hers] {
        stage.step(id, Verb::Confirm).await.unwrap();
    }
    let step = async |id, verb, now| stage.step_as(&stage.dina, id, verb, now).await;
    let that_day = now() + 24.hours();
    assert_eq!(step(mine, Verb::CheckIn, now()).await, refused(Refusal::NotToday));
    assert_eq!(step(hers, Verb::CheckIn, that_day).await, Err(Error::NotFound));
    for verb in [Verb::Cancel, Verb::Trash, Verb::Reopen] {
        assert_eq!(step(mine, verb, that_day).await, Err(Error::Forbidden), "{verb:?}");
    }
    step(mine, Verb::CheckIn, that_day).await.unwrap();
    step(mine, Verb::Complete, that_day).await.unwrap();
    let accountant = stage.db.person("Ida", Role::Accountant).await;
    assert_eq!(stage.step_as(&accountant, mine, Verb::Trash, now()).await, Err(Error::Forbidden));
}
