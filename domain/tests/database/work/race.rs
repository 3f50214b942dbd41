//! Concurrent changes of the same time: targets.md, "Reliability".

use super::*;
use domain::bookings::{BulkAction, NewFields, change_in_bulk, edit, find, undo};
use futures::future::join_all;
use jiff::ToSpan as _;

const WRITERS: usize = 32;
const ROUNDS: usize = 60;

/// In each round 32 writers, each by another kind of change, want the same hour of one master: one gets it, the others
/// get a conflict.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_many_gets_the_hour() {
    let stage = Stage::set().await;
    for round in 0..ROUNDS {
        let wanted = at(10, 0) + i64::try_from(round).unwrap().days();
        let plans = plans(&stage, round, wanted).await;
        let answers = join_all(plans.iter().map(|plan| plan.run(&stage, wanted))).await;
        let winners = plans.iter().zip(&answers).filter(|(plan, answer)| plan.wants_the_hour() && answer.is_ok());
        assert_eq!(winners.count(), 1, "in round {round}");
        for (plan, answer) in plans.iter().zip(&answers) {
            match answer {
                Ok(()) => {}
                Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { alternatives })))
                    if plan.wants_the_hour() =>
                {
                    // Undo and bulk changes report the conflict without alternatives.
                    let told = matches!(plan, Plan::Undo(_) | Plan::Reassign(_));
                    assert!(told || !alternatives.is_empty(), "no alternatives");
                    assert!(
                        alternatives.iter().all(|slot| slot.starts != wanted.into() || slot.master.id != stage.dina.id)
                    );
                }
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(stage.count(OVERLAPS).await, 0);
    let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    assert_eq!(stage.count(deadlocks).await, 0);
}

const OVERLAPS: &str = "SELECT count(*) FROM bookings a JOIN bookings b ON a.master_id = b.master_id AND a.id < b.id
    WHERE a.busy && b.busy AND a.deleted_at IS NULL AND b.deleted_at IS NULL
        AND a.status NOT IN ('cancelled', 'no_show') AND b.status NOT IN ('cancelled', 'no_show')";

/// The kinds of changes that would take Dina's hour.
enum Plan {
    Book(NewVisit),
    Reschedule(BookingId),
    Reopen(BookingId),
    Restore(BookingId),
    Reassign(BookingId),
    Undo(domain::bookings::ChangeId),
    /// Confirms the booking after that hour, which no other writer wants.
    Confirm(BookingId),
}

async fn plans(stage: &Stage, round: usize, wanted: DateTime) -> Vec<Plan> {
    let mut plans = Vec::new();
    // Bookings that are made in the wanted hour leave it before the race: cancelled, trashed or marked as no-show.
    for writer in 0..WRITERS {
        let key = format!("{round}-{writer}");
        plans.push(match writer % 6 {
            0 => {
                let mut services = vec![stage.service(&stage.dina, wanted)];
                if writer % 4 == 0 {
                    // A visit with two masters: both bookings or none.
                    let later = wanted + (2 + i64::try_from(writer).unwrap()).hours();
                    services.insert(0, stage.service(&stage.lola, later));
                }
                Plan::Book(stage.visit(&key, services))
            }
            1 => {
                let elsewhere = wanted + 340.days() + (i64::try_from(writer).unwrap() / 3).hours();
                Plan::Reschedule(stage.booked(&stage.dina, elsewhere).await)
            }
            2 => {
                let id = stage.try_book(&stage.visit(&key, vec![stage.service(&stage.dina, wanted)])).await.unwrap();
                stage.step(id.bookings[0], Verb::Cancel).await.unwrap();
                Plan::Reopen(id.bookings[0])
            }
            3 => {
                let id = stage.try_book(&stage.visit(&key, vec![stage.service(&stage.dina, wanted)])).await.unwrap();
                stage.step(id.bookings[0], Verb::Trash).await.unwrap();
                Plan::Restore(id.bookings[0])
            }
            4 => {
                let other = stage.db.master(&format!("Master {key}")).await;
                stage.db.offered("Manicure", &[&other]).await;
                Plan::Reassign(
                    stage.try_book(&stage.visit(&key, vec![stage.service(&other, wanted)])).await.unwrap().bookings[0],
                )
            }
            _ => {
                let id = stage.try_book(&stage.visit(&key, vec![stage.service(&stage.dina, wanted)])).await.unwrap();
                Plan::Undo(stage.step(id.bookings[0], Verb::MarkNoShow).await.unwrap().change)
            }
        });
    }
    let after = wanted + 1.hours();
    let next = stage.visit(&format!("{round}-next"), vec![stage.service(&stage.dina, after)]);
    plans.push(Plan::Confirm(stage.try_book(&next).await.unwrap().bookings[0]));
    plans
}

impl Plan {
    fn wants_the_hour(&self) -> bool {
        !matches!(self, Plan::Confirm(_))
    }

    async fn run(&self, stage: &Stage, wanted: DateTime) -> Result<()> {
        match self {
            Plan::Book(visit) => stage.try_book(visit).await.map(drop),
            Plan::Reschedule(id) => {
                let sheet = find(&stage.asker(&stage.director), *id).await?;
                let fields = NewFields {
                    starts: wanted.into(),
                    minutes: sheet.row.minutes,
                    master: stage.dina.id,
                    service: sheet.service,
                    price: sheet.row.price.minor,
                    notes: String::new(),
                };
                let version = sheet.version;
                edit(&stage.asker(&stage.director), (*id, version), &fields).await.map(drop)
            }
            Plan::Reopen(id) => stage.step(*id, Verb::Reopen).await.map(drop),
            Plan::Restore(id) => stage.step(*id, Verb::Restore).await.map(drop),
            Plan::Reassign(id) => {
                let verb = BulkAction::Assign(stage.dina.id);
                let ids = Selection::Some(vec![*id]);
                let done = change_in_bulk(&stage.asker(&stage.director), &new_key(), &ids, &verb, now).await?;
                match done.refusals.into_iter().next().and_then(|refused| refused.why) {
                    None => Ok(()),
                    Some(why) => Err(why.into()),
                }
            }
            Plan::Confirm(id) => stage.step(*id, Verb::Confirm).await.map(drop),
            Plan::Undo(change) => undo(&stage.asker(&stage.director), *change, UNDO_WITHIN).await.map(drop),
        }
    }
}
