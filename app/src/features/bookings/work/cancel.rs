use super::{
    api::{cancel_booking, change_in_bulk},
    bulk_result::{selection_words, show_bulk_result},
    field_errors::booking_field_error,
    open_dialogs::{Cancelling, use_dialogs},
    selection::{BulkKeys, use_selection},
    steps::StepActions,
};
use crate::core::{
    changes::use_changes,
    format::{at, facts_in_line},
    page::use_frame,
    texts::use_texts,
    ui::{Button, ButtonKind, Chip, Dialog, Icon, IconName, Submission, SubmissionError, TextArea},
};
use domain::bookings::{BulkAction, Cancellation, Verb, field};
use leptos::prelude::*;

const DIALOG: &str = "cancel";

/// Dialog that asks for the reason, and cancels one or several bookings.
#[component]
pub fn CancelDialog() -> impl IntoView {
    let (t, dialogs, changes, actions) = (use_texts(), use_dialogs(), use_changes(), StepActions::from_context());
    let selecting = use_selection();
    let frame = StoredValue::new(use_frame());
    let today = move || frame.with_value(|frame| frame.now().date());
    let reason = RwSignal::new(String::new());
    let by_client = RwSignal::new(true);
    let submission = Submission::new(DIALOG, move |field, field_error| booking_field_error(t, field, field_error));
    let (busy, error) = (submission.busy, submission.error);
    Effect::new(move || {
        if dialogs.cancelling.read().is_some() {
            reason.set(String::new());
            by_client.set(true);
            submission.reset();
        }
    });
    let keys = BulkKeys::default();
    let close = move || dialogs.cancelling.set(None);
    let send = move |_: ()| {
        let Some(what) = dialogs.cancelling.get_untracked() else { return };
        let why = Cancellation { reason: reason.get_untracked(), by_client: by_client.get_untracked() };
        submission.send(
            || Ok(()),
            move |()| async move {
                match what {
                    Cancelling::One(row) => cancel_booking(row.id, why).await.map(|done| {
                        changes.bookings_changed(&done);
                        actions.show_done(Verb::Cancel, &row.client, done.change);
                    }),
                    Cancelling::Bulk(selection) => {
                        let cancel = BulkAction::Cancel(why);
                        let key = keys.of(&selection, &cancel);
                        change_in_bulk(key, selection, cancel).await.map(|done| {
                            keys.forget();
                            changes.bulk_changed(&done);
                            selecting.end();
                            show_bulk_result(actions, done);
                        })
                    }
                }
            },
            move |()| close(),
        );
    };
    let field_error = submission.problem(field::REASON);
    let limit = move || {
        let words = selection_words(t, error.read().as_ref()?)?;
        Some(view! { <p class="warn" role="alert"><Icon name=IconName::CircleAlert/>{words}</p> })
    };
    let usual = [t.work_reason_plans(), t.work_reason_ill(), t.work_reason_master(), t.work_reason_mistake()];
    let usual = usual.map(|words| {
        let on = Signal::derive(move || reason.read().as_str() == words);
        view! { <Chip label=words on press=Callback::new(move |()| reason.set(words.to_owned()))/> }
    });
    let cancelled_by = [(t.work_by_client(), true), (t.work_by_salon(), false)].map(|(words, client)| {
        let on = Signal::derive(move || by_client.get() == client);
        view! { <Chip label=words on press=Callback::new(move |()| by_client.set(client))/> }
    });
    let summary = move || match dialogs.cancelling.get() {
        Some(Cancelling::One(row)) => {
            let facts = facts_in_line([row.client, at(t, row.starts, today()), row.service]);
            Some(view! { <p>{facts}</p> })
        }
        Some(Cancelling::Bulk(_)) => Some(view! { <p>{selecting.words(t)}</p> }),
        None => None,
    };
    let is_bulk = move || matches!(&*dialogs.cancelling.read(), Some(Cancelling::Bulk(_)));
    let title =
        Signal::derive(move || (if is_bulk() { t.work_cancel_many() } else { t.work_cancel_title() }).to_owned());
    let send = Callback::new(send);
    let ends = move || {
        let (keep, cancel) = match is_bulk() {
            true => (t.work_keep_many(), t.work_cancel_many()),
            false => (t.work_keep(), t.work_cancel()),
        };
        view! {
            <Button label=keep press=Callback::new(move |()| close())/>
            <Button label=cancel kind=ButtonKind::Danger busy press=send/>
        }
    };
    view! {
        <Dialog id=DIALOG title open=Signal::derive(move || dialogs.cancelling.read().is_some()) close>
            {summary}
            <fieldset class="chosen"><legend>{t.work_by()}</legend>{cancelled_by.collect_view()}</fieldset>
            <div class="chosen">{usual.collect_view()}</div>
            <TextArea name="reason" label=t.work_reason() value=reason problem=field_error rows=2/>
            {limit}
            <SubmissionError error/>
            <div class="ends">
                {ends}
            </div>
        </Dialog>
    }
    .into_any()
}
