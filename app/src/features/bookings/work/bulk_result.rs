use super::{open_dialogs::use_dialogs, steps::StepActions};
use crate::core::{
    error::AppError,
    format::{at, facts_in_line, number},
    page::use_frame,
    texts::{Texts, use_texts},
    ui::{Button, Dialog, Icon, IconName},
    words::booking_conflict_words,
};
use domain::{
    FieldError,
    bookings::{BulkResult, Refused, field},
};
use leptos::prelude::*;

/// Shows the result of a bulk change: a toast, or a dialog if some bookings were not changed.
pub fn show_bulk_result(actions: StepActions, done: BulkResult) {
    if done.refused > 0 {
        actions.dialogs.refused.set(Some(done));
    } else {
        actions.offer_undo(actions.t.count_changes(done.done.into()), done.change);
    }
}

/// Shows why a bulk change failed as a whole.
pub fn show_bulk_error(actions: StepActions, error: &AppError) {
    match too_many(actions.t, error) {
        Some(words) => actions.toasts.show(words),
        None => actions.show_error(actions.t.failed_change_many(), error),
    }
}

/// The message for a selection above the limit of a bulk change; `None` for other errors.
pub fn too_many(t: Texts, error: &AppError) -> Option<String> {
    match error.field_error(field::SELECTION)? {
        FieldError::TooLong { most } => Some(t.many_too_many(number(t.0, most.into()))),
        _ => None,
    }
}

/// Dialog with the bookings that a bulk change did not change, and why.
#[component]
pub fn BulkRefusals() -> impl IntoView {
    let (t, dialogs, actions) = (use_texts(), use_dialogs(), StepActions::from_context());
    let today = use_frame().now().date();
    let open = Signal::derive(move || dialogs.refused.read().is_some());
    let line = move |Refused { client, starts, why, .. }: Refused| {
        let why = why.map_or_else(|| t.refusal_not_offered().to_owned(), |why| booking_conflict_words(t, &why));
        view! {
            <li>
                <div><bdi>{client}</bdi><small class="muted">{facts_in_line([at(t, starts, today), why])}</small></div>
            </li>
        }
        .into_any()
    };
    let inside = move || {
        dialogs.refused.get().map(|done| {
            let undo = Callback::new(move |()| {
                dialogs.refused.set(None);
                actions.undo(done.change);
            });
            let changed = (done.done > 0).then(|| {
                view! {
                    <p class="good">
                        <Icon name=IconName::Check/>
                        {t.count_changes(done.done.into())}
                        <Button label=t.toast_undo() icon=IconName::Undo2 press=undo/>
                    </p>
                }
            });
            view! {
                {changed}
                <ul class="lines">{done.refusals.into_iter().map(line).collect_view()}</ul>
            }
        })
    };
    let title = Signal::derive(move || {
        dialogs.refused.read().as_ref().map(|done| t.many_refused(done.refused.into())).unwrap_or_default()
    });
    view! {
        <Dialog id="refused" title open close=move || dialogs.refused.set(None)>
            {inside}
        </Dialog>
    }
    .into_any()
}
