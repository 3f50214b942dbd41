//! Messages to pages about changes at another process, with a real Redis and without it.

use super::*;
use domain::live::Presence;
use testkit::Redis;

impl Process {
    /// Ends the process without closing anything, like a power failure.
    fn crash(self) {
        self.dispatcher.abort();
        self.served.abort();
    }
}

/// Writes one more event, and wakes the dispatcher of a process.
async fn happen(stage: &Stage, process: &Process) {
    sqlx::query("INSERT INTO events (entity, entity_id, verb) VALUES ('booking', $1, 'note')")
        .bind(stage.booking)
        .execute(&stage.app.db.pool)
        .await
        .unwrap();
    process.live.wake();
}

/// Waits until changes at one process reach the other faster than by polling.
async fn linked(stage: &Stage, here: &Process, there: &mut Page) {
    let begun = Instant::now();
    loop {
        happen(stage, here).await;
        let said = Instant::now();
        there.changed().await;
        if said.elapsed() < Duration::from_millis(300) {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "the two do not hear of each other");
    }
}

#[tokio::test]
async fn what_happens_at_one_is_heard_at_the_other_at_once() {
    let (stage, redis) = (Stage::set().await, Redis::start());
    let here = Process::start(&stage.app.db, &config_with(&["--redis-url", &redis.address()])).await;
    let there = Process::start(&stage.app.db, &config_with(&["--redis-url", &redis.address()])).await;
    let (mut page, _) = there.page(&stage.cookie, None).await;
    linked(&stage, &here, &mut page).await;
    let mut times = Vec::new();
    for _ in 0..100 {
        let begun = Instant::now();
        happen(&stage, &here).await;
        page.changed().await;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    // The bench measures it; here it must be by Redis, not by the poll of four seconds.
    assert!(times[50] < Duration::from_secs(1), "{:?}", times[50]);
    println!("from process to process: median {:?}, p99 {:?}", times[50], times[98]);
}

#[tokio::test]
async fn people_of_one_are_there_for_the_other() {
    let (stage, redis) = (Stage::set().await, Redis::start());
    let here = Process::start(&stage.app.db, &config_with(&["--redis-url", &redis.address()])).await;
    let there = Process::start(&stage.app.db, &config_with(&["--redis-url", &redis.address()])).await;
    let (mut page, _) = here.page(&stage.cookie, None).await;
    linked(&stage, &there, &mut page).await;
    let dina = stage.dina.id;
    let of_dina = move |message| match message {
        ToPage::Presence { user, state } if user == dina => Some(state),
        _ => None,
    };
    page.say(&FromPage::Watch { range: None, booking: Some(stage.booking) }).await;
    let (mut other, _) = there.page(&stage.cookie(&stage.dina).await, None).await;
    assert_eq!(page.hear_of(of_dina).await, Some(Presence::Online));
    other.say(&FromPage::Watch { range: None, booking: Some(stage.booking) }).await;
    let names = page.hear_of(|message| match message {
        ToPage::Viewers { names, .. } if !names.is_empty() => Some(names),
        _ => None,
    });
    assert_eq!(names.await, ["Dina"]);
    other.say(&FromPage::Here { state: Presence::Away }).await;
    assert_eq!(page.hear_of(of_dina).await, Some(Presence::Away));
}

#[tokio::test]
async fn without_redis_it_is_heard_within_five_seconds_and_nothing_is_lost() {
    let (stage, mut redis) = (Stage::set().await, Redis::start());
    let here = Process::start(&stage.app.db, &config_with(&["--redis-url", &redis.address()])).await;
    let there = Process::start(&stage.app.db, &config_with(&["--redis-url", &redis.address()])).await;
    let (mut page, _) = there.page(&stage.cookie, None).await;
    linked(&stage, &here, &mut page).await;
    redis.kill();
    let mut last = Seq(0);
    for _ in 0..3 {
        happen(&stage, &here).await;
        let (seq, _) = timeout(Duration::from_secs(5), page.changed()).await.expect("within five seconds");
        assert!(seq > last);
        last = seq;
    }
    redis.restart();
    linked(&stage, &here, &mut page).await;
}

#[tokio::test]
async fn a_process_that_is_busy_hears_of_others_all_the_same() {
    let stage = Stage::set().await;
    let (here, there) = (stage.process().await, stage.process().await);
    let (mut page, _) = there.page(&stage.cookie, None).await;
    happen(&stage, &here).await;
    here.reaches(Seq(1)).await;
    // Its people keep asking it for something.
    let live = there.live.clone();
    let busy = tokio::spawn(async move {
        loop {
            live.wake();
            sleep(Duration::from_millis(50)).await;
        }
    });
    page.changed().await;
    busy.abort();
}

#[tokio::test]
async fn a_process_that_crashes_loses_nothing() {
    let (stage, redis) = (Stage::set().await, Redis::start());
    let here = Process::start(&stage.app.db, &config_with(&["--redis-url", &redis.address()])).await;
    let there = Process::start(&stage.app.db, &config_with(&["--redis-url", &redis.address()])).await;
    let (mut page, _) = here.page(&stage.cookie, None).await;
    happen(&stage, &here).await;
    let (seen, _) = page.changed().await;
    here.crash();
    drop(page);
    for _ in 0..5 {
        happen(&stage, &there).await;
    }
    there.reaches(Seq(seen.0 + 5)).await;
    let (mut page, _) = there.page(&stage.cookie, Some(seen)).await;
    for missed in 1..=5 {
        assert_eq!(page.changed().await.0, Seq(seen.0 + missed));
    }
}
