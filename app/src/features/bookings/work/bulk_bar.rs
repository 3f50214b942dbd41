use super::{
    api::change_in_bulk,
    bulk_result::{BulkRefusals, show_bulk_error, show_bulk_result},
    open_dialogs::{Cancelling, use_dialogs},
    selection::{BulkKeys, use_selection},
    steps::{StepActions, verb_icon},
};
use crate::{
    core::{
        browser,
        changes::use_changes,
        page::use_frame,
        texts::use_texts,
        ui::{Button, ButtonKind, Icon, IconName, Menu, Popover, load_when},
        words::verb_name,
    },
    features::bookings::{
        LazyParts,
        tools::{export_links, may_export},
        url,
    },
};
use domain::{
    bookings::{BookingId, BookingQuery, BulkAction, Verb},
    staff::{Master, UserId},
};
use leptos::{prelude::*, task::spawn_local};

const STEPS: &str = "many-steps";

/// Place of the bulk bar; its chunk is loaded when selection is first switched on.
#[component]
pub fn BulkBarHost(query: Memo<BookingQuery>) -> impl IntoView {
    let selecting = use_selection();
    let LazyParts { bulk_bar, .. } = expect_context();
    load_when(move || selecting.on.get(), move || bulk_bar(query))
}

/// Bar with the actions on the selected bookings; shown while selection is on.
#[component]
pub fn BulkBar(query: Memo<BookingQuery>) -> impl IntoView {
    let (t, dialogs, changes, selecting, actions) =
        (use_texts(), use_dialogs(), use_changes(), use_selection(), StepActions::from_context());
    let busy = RwSignal::new(false);
    // A new query matches other bookings, which the person has not seen.
    Effect::new(move |before: Option<BookingQuery>| {
        let now = query.get();
        if before.is_some_and(|before| before != now) {
            selecting.all.set(false);
        }
        now
    });
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        let ends = event.key() == "Escape" && selecting.on.get_untracked();
        if ends && !event.default_prevented() && !browser::is_escape_taken() {
            event.prevent_default();
            selecting.end();
        }
    });
    on_cleanup(move || escape.remove());
    // The button that selects all shows their number.
    Effect::new(move || {
        if selecting.on.get() {
            selecting.count(&query.read());
        }
    });
    Effect::new(move || {
        if let Some(error) = selecting.failed.get() {
            actions.show_error(t.failed_load(), &error);
            selecting.failed.set(None);
        }
    });
    let count = move || selecting.ids.read().len();
    let none = Signal::derive(move || if selecting.all.get() { !selecting.is_counted() } else { count() == 0 });
    // More than a bulk change may change can still be exported.
    let unchangeable = Signal::derive(move || none.get() || (selecting.all.get() && selecting.is_too_many()));
    // With filters that could not be read, the list shows more than was asked for.
    let unreadable = Signal::derive(move || !query.read().unreadable.is_empty());
    let label = move || selecting.words(t);
    let keys = BulkKeys::default();
    let change = move |verb: BulkAction| {
        let Some(selection) = selecting.selection() else { return };
        let key = keys.of(&selection, &verb);
        busy.set(true);
        spawn_local(async move {
            let answer = change_in_bulk(key, selection, verb).await;
            busy.try_set(false);
            match answer {
                Ok(done) => {
                    keys.forget();
                    changes.bulk_changed(&done);
                    selecting.end();
                    show_bulk_result(actions, done);
                }
                Err(error) => {
                    show_bulk_error(actions, &error);
                    selecting.recount_if_outdated(&error, &query.read_untracked());
                }
            }
        });
    };
    let cancel = Callback::new(move |()| {
        dialogs.cancelling.set(selecting.selection().map(Cancelling::Bulk));
    });
    let frame = use_frame();
    let masters: Vec<Master> = frame.working().cloned().collect();
    let bar = move || {
        let assign = move |id: UserId| {
            browser::close_popover("assign");
            change(BulkAction::Assign(id));
        };
        let assign_button = |(id, name): (UserId, String)| {
            view! { <button type="button" disabled=unchangeable on:click=move |_| assign(id)><bdi>{name}</bdi></button> }
                .into_any()
        };
        let steps = [Verb::CheckIn, Verb::Complete, Verb::MarkNoShow, Verb::Reopen, Verb::Trash];
        let step = |verb: Verb| {
            let press = move |_| {
                browser::close_popover(STEPS);
                change(BulkAction::Step(verb));
            };
            view! {
                <button type="button" class:bad=verb == Verb::Trash disabled=unchangeable on:click=press>
                    <Icon name=verb_icon(verb)/>
                    {verb_name(t, verb)}
                </button>
            }
            .into_any()
        };
        let steps = steps.into_iter().filter(|verb| frame.may(verb.permission())).map(step).collect_view();
        let href = move |format| {
            let ids: Vec<BookingId> = selecting.ids.read().iter().copied().collect();
            url::export(&query.read(), (!selecting.all.get()).then_some(&ids), format)
        };
        let may_export = may_export();
        let exports = move || {
            // Links cannot be disabled.
            (may_export && !none.get()).then(|| {
                view! { <strong class="part">{t.many_export()}</strong>{export_links(STEPS, href)} }
            })
        };
        let more = view! { <Icon name=IconName::Ellipsis/><span class="unseen">{t.work_more()}</span> };
        let masters = masters.iter().map(|master| assign_button((master.id, master.name.clone()))).collect_view();
        view! {
            <div class="many" role="region" aria-label=t.many_select()>
                <strong role="status">{label}</strong>
                <button
                    class="btn"
                    type="button"
                    disabled=unreadable
                    aria-pressed=move || if selecting.all.get() { "true" } else { "false" }
                    on:click=move |_| selecting.select_all(&query.read_untracked())
                >
                    {move || selecting.all_words(t)}
                </button>
                <Button label=t.work_confirm() icon=IconName::Check busy disabled=unchangeable press=Callback::new(move |()| change(BulkAction::Step(Verb::Confirm)))/>
                <Menu id="assign" icon=IconName::Users label=Signal::stored(t.many_assign().to_owned()) on=Signal::stored(false)>{masters}</Menu>
                <Button label=t.work_cancel_many() icon=IconName::X kind=ButtonKind::Danger disabled=unchangeable press=cancel/>
                <Popover id=STEPS class="btn icon" kind="menu" label=move || more>{steps}{exports}</Popover>
                <button class="btn icon" type="button" aria-label=t.many_end() on:click=move |_| selecting.end()>
                    <Icon name=IconName::X/>
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        {move || selecting.on.get().then(&bar)}
        <BulkRefusals/>
    }
    .into_any()
}
