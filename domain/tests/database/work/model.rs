//! For any sequence of steps, the database accepts and refuses what `Life::after` does, the rule that the browser uses
//! too.

use super::*;
use domain::bookings::{Ending, Life};
use jiff::ToSpan as _;
use proptest::{
    strategy::{Strategy as _, ValueTree as _},
    test_runner::TestRunner,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_asked_the_rule_answers() {
    let stage = Stage::set().await;
    let mut runner = TestRunner::deterministic();
    let steps = proptest::collection::vec((0..Verb::ALL.len(), 0_i64..40), 1..24);
    for round in 0..64 {
        let steps = steps.new_tree(&mut runner).unwrap().current();
        let id = stage.booked(&stage.dina, at(9, 0) + i64::from(round).days()).await;
        let mut life = Life { status: Status::Pending, trashed: false, ending: None };
        let mut now = now();
        for (verb, hours) in steps {
            (now, _) = (now + hours.hours(), ());
            let verb = Verb::ALL[verb];
            let expected = life.after(verb, now);
            let answer = stage.step_as(&stage.director, id, verb, now).await;
            match expected {
                Ok(after) => {
                    assert!(answer.is_ok(), "{verb:?} of {life:?}: {answer:?}");
                    life = after;
                }
                Err(why) => assert_eq!(answer, refused(why), "{verb:?} of {life:?}"),
            }
            let (word, trashed): (String, bool) =
                sqlx::query_as("SELECT status, deleted_at IS NOT NULL FROM bookings WHERE id = $1")
                    .bind(id)
                    .fetch_one(&stage.db.pool)
                    .await
                    .unwrap();
            assert_eq!((word.as_str(), trashed), (life.status.code(), life.trashed));
            assert!(life.ending.is_none_or(|Ending { before, .. }| before.is_open()));
        }
    }
    let visits = "SELECT count(*) FROM bookings WHERE status = 'completed' AND deleted_at IS NULL";
    assert_eq!(stage.count("SELECT sum(visits)::bigint FROM clients").await, stage.count(visits).await);
}
