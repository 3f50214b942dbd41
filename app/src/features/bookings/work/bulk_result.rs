use super::{open_dialogs::use_dialogs, steps::StepActions};
use crate::{
    core::{
        error::AppError,
        format::{at, facts_in_line, number},
        page::use_frame,
        texts::{Texts, use_texts},
        ui::{Button, Dialog, Icon, IconName},
        words::booking_conflict_words,
    },
    features::bookings::url,
};
use domain::{
    FieldError,
    bookings::{BookingRow, BulkResult, Refused, field},
};
use leptos::prelude::*;

/// Shows the result of a bulk change: a toast, or a dialog if bookings were left as they are.
pub fn show_bulk_result(actions: StepActions, done: BulkResult) {
    if done.refused > 0 || done.newer > 0 {
        actions.dialogs.refused.set(Some(done));
    } else {
        actions.offer_undo(actions.t.count_changes(done.done.into()), done.change);
    }
}

/// Shows why a bulk change failed as a whole.
pub fn show_bulk_error(actions: StepActions, error: &AppError) {
    match selection_words(actions.t, error) {
        Some(words) => actions.toasts.show(words),
        None => actions.show_error(actions.t.failed_change_many(), error),
    }
}

/// The message for a selection that is above the limit of a bulk change, or out of date; `None` for other errors.
pub fn selection_words(t: Texts, error: &AppError) -> Option<String> {
    match error.field_error(field::SELECTION)? {
        FieldError::TooLong { most } => Some(t.many_too_many(number(t.0, most.into()))),
        FieldError::Wrong => Some(t.many_outdated().to_owned()),
        _ => None,
    }
}

/// Dialog with the bookings that a bulk change did not change, and why; newer ones are links.
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
    let newer_line = move |row: BookingRow| {
        let show = move |_| dialogs.refused.set(None);
        view! {
            <li>
                <div>
                    <a href=url::address(row.id) on:click=show><bdi>{row.client}</bdi></a>
                    <small class="muted">{facts_in_line([at(t, row.starts, today), row.service])}</small>
                </div>
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
            let newer = (done.newer > 0).then(|| {
                let heading = (done.refused > 0).then(|| view! { <h3>{t.many_newer(done.newer.into())}</h3> });
                view! {
                    {heading}
                    <p class="muted">{t.many_newer_hint()}</p>
                    <ul class="lines">{done.newer_rows.into_iter().map(newer_line).collect_view()}</ul>
                }
            });
            view! {
                {changed}
                {(!done.refusals.is_empty()).then(|| {
                    view! { <ul class="lines">{done.refusals.into_iter().map(line).collect_view()}</ul> }
                })}
                {newer}
            }
        })
    };
    let title = Signal::derive(move || match &*dialogs.refused.read() {
        Some(done) if done.refused == 0 => t.many_newer(done.newer.into()),
        Some(done) => t.many_refused(done.refused.into()),
        None => String::new(),
    });
    view! {
        <Dialog id="refused" title open close=move || dialogs.refused.set(None)>
            {inside}
        </Dialog>
    }
    .into_any()
}
