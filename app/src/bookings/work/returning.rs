use super::{
    api::step_booking,
    failed::Failed,
    slots::Alternatives,
    state::{Returning, use_work},
    steps::{Hands, verb_name},
};
use crate::{error::AppError, texts::use_texts, ui::Dialog};
use domain::bookings::Slot;
use leptos::{prelude::*, task::spawn_local};

/// Says that a booking's time is taken by now, and brings it back to another one.
#[component]
pub fn ReturnDialog() -> impl IntoView {
    let (t, work, hands) = (use_texts(), use_work(), Hands::here());
    let error = RwSignal::new(None::<AppError>);
    let busy = RwSignal::new(false);
    Effect::new(move || error.set(work.returning.get().map(|returning| AppError::Conflict(returning.why))));
    let close = move || work.returning.set(None);
    let take = move |slot: Slot| {
        let Some(Returning { row, verb, .. }) = work.returning.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let answer = step_booking(row.id, verb, Some(slot)).await;
            busy.try_set(false);
            match answer {
                Ok(done) => {
                    work.done(&done);
                    hands.say_done(verb, &row.client, done.change);
                    if work.returning.with_untracked(|open| open.as_ref().is_some_and(|open| open.row.id == row.id)) {
                        close();
                    }
                }
                Err(why) => drop(error.try_set(Some(why))),
            }
        });
    };
    let whom = move || {
        work.returning.get().map(|Returning { row, verb, .. }| {
            view! { <p>{verb_name(t, verb)}": "<bdi>{row.client}</bdi></p> }
        })
    };
    let open = Signal::derive(move || work.returning.read().is_some());
    view! {
        <Dialog id="returning" title=t.refusal_conflict() open close>
            {whom}
            <Alternatives error take/>
            <Failed error/>
        </Dialog>
    }
    .into_any()
}
