use super::{
    alternatives::Alternatives,
    api::step_booking,
    open_dialogs::{Returning, use_dialogs},
    steps::StepActions,
};
use crate::core::{
    changes::use_changes,
    error::AppError,
    texts::use_texts,
    ui::{Dialog, Submission, SubmissionError, field_error_text},
    words::verb_name,
};
use domain::{Conflict, bookings::Slot};
use leptos::prelude::*;

const DIALOG: &str = "returning";

/// Dialog for a booking that is restored or reopened while its time is occupied: offers other times.
#[component]
pub fn ReturnDialog() -> impl IntoView {
    let (t, dialogs, changes, actions) = (use_texts(), use_dialogs(), use_changes(), StepActions::from_context());
    let submission = Submission::new(DIALOG, move |_, field_error| field_error_text(t, field_error));
    let error = submission.error;
    Effect::new(move || {
        error.set(dialogs.returning.get().map(|returning| AppError::Conflict(Conflict::Booking(returning.why))))
    });
    let close = move || dialogs.returning.set(None);
    let take = move |slot: Slot| {
        let Some(Returning { row, verb, .. }) = dialogs.returning.get_untracked() else { return };
        let (id, client) = (row.id, row.client);
        submission.send(
            || Ok(()),
            move |()| step_booking(id, verb, Some(slot.into())),
            move |done| {
                changes.bookings_changed(&done);
                actions.show_done(verb, &client, done.change);
                if dialogs.returning.with_untracked(|open| open.as_ref().is_some_and(|open| open.row.id == id)) {
                    close();
                }
            },
        );
    };
    let summary = move || {
        dialogs.returning.get().map(|Returning { row, verb, .. }| {
            view! { <p>{verb_name(t, verb)}": "<bdi>{row.client}</bdi></p> }
        })
    };
    let open = Signal::derive(move || dialogs.returning.read().is_some());
    view! {
        <Dialog id=DIALOG title=t.work_other_time() open close>
            {summary}
            <Alternatives error take/>
            <SubmissionError error/>
        </Dialog>
    }
    .into_any()
}
