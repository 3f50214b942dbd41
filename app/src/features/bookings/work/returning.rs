use super::{
    api::step_booking,
    failed::Failed,
    slots::Alternatives,
    state::{Returning, use_dialogs},
    steps::StepActions,
};
use crate::core::{changes::use_changes, error::AppError, texts::use_texts, ui::Dialog, words::verb_name};
use domain::bookings::Slot;
use leptos::{prelude::*, task::spawn_local};

/// Dialog for a booking that is restored or reopened while its time is occupied: offers other times.
#[component]
pub fn ReturnDialog() -> impl IntoView {
    let (t, dialogs, changes, actions) = (use_texts(), use_dialogs(), use_changes(), StepActions::from_context());
    let error = RwSignal::new(None::<AppError>);
    let busy = RwSignal::new(false);
    Effect::new(move || error.set(dialogs.returning.get().map(|returning| AppError::Conflict(returning.why))));
    let close = move || dialogs.returning.set(None);
    let take = move |slot: Slot| {
        let Some(Returning { row, verb, .. }) = dialogs.returning.get_untracked().filter(|_| !busy.get_untracked())
        else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let answer = step_booking(row.id, verb, Some(slot)).await;
            busy.try_set(false);
            match answer {
                Ok(done) => {
                    changes.done(&done);
                    actions.say_done(verb, &row.client, done.change);
                    if dialogs.returning.with_untracked(|open| open.as_ref().is_some_and(|open| open.row.id == row.id))
                    {
                        close();
                    }
                }
                Err(why) => drop(error.try_set(Some(why))),
            }
        });
    };
    let whom = move || {
        dialogs.returning.get().map(|Returning { row, verb, .. }| {
            view! { <p>{verb_name(t, verb)}": "<bdi>{row.client}</bdi></p> }
        })
    };
    let open = Signal::derive(move || dialogs.returning.read().is_some());
    view! {
        <Dialog id="returning" title=t.work_other_time() open close>
            {whom}
            <Alternatives error take/>
            <Failed error/>
        </Dialog>
    }
    .into_any()
}
