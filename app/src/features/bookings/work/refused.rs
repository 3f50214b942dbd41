use super::{state::use_dialogs, steps::StepActions};
use crate::core::{
    format::{at, facts_in_line},
    page::use_frame,
    texts::use_texts,
    ui::{Button, Dialog, Icon, IconName},
    words::conflict_words,
};
use domain::bookings::{ManyDone, Refused};
use leptos::prelude::*;

/// Says how many were changed; where some were not, in a dialog with those, else in passing.
pub fn say_many(actions: StepActions, done: ManyDone) {
    if done.refused > 0 {
        actions.dialogs.refused.set(Some(done));
    } else {
        actions.offer_undo(actions.t.count_changes(done.done.into()), done.change);
    }
}

/// What was not changed, and why.
#[component]
pub fn Refusals() -> impl IntoView {
    let (t, dialogs, actions) = (use_texts(), use_dialogs(), StepActions::from_context());
    let today = use_frame().now().date();
    let open = Signal::derive(move || dialogs.refused.read().is_some());
    let line = move |Refused { client, starts, why, .. }: Refused| {
        let why = why.map_or_else(|| t.refusal_not_offered().to_owned(), |why| conflict_words(t, &why));
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
                <p>{t.many_refused(done.refused)}</p>
                <ul class="lines">{done.refusals.into_iter().map(line).collect_view()}</ul>
            }
        })
    };
    view! {
        <Dialog id="refused" title=t.refusal_conflict() open close=move || dialogs.refused.set(None)>
            {inside}
        </Dialog>
    }
    .into_any()
}
