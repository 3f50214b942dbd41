use super::api::{list_trash, purge_trash};
use crate::{
    core::{
        changes::use_changes,
        format::{at, facts_in_line, number},
        page::use_frame,
        requests::resource,
        texts::use_texts,
        ui::{Avatar, Button, ButtonKind, Dialog, Empty, IconName, Loaded, RowsSkeleton},
    },
    features::bookings::{StatusPill, work::StepActions},
};
use domain::{
    bookings::{TrashPage as Trash, Trashed, Verb},
    staff::Permission,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;

/// `/crm/trash`: deleted bookings, which can be restored, or deleted permanently with the permission.
#[component]
pub fn TrashPage() -> impl IntoView {
    let (t, changes, actions) = (use_texts(), use_changes(), StepActions::from_context());
    let trash = resource(move || changes.version.get(), |_| list_trash());
    let count = RwSignal::new(0_i64);
    let empty = Signal::derive(move || count.get() == 0);
    let confirming = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let purge = Callback::new(move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = purge_trash().await;
            busy.try_set(false);
            confirming.try_set(false);
            match answer {
                Ok(_) => changes.list_changed(),
                Err(error) => actions.show_error(t.failed_purge(), &error),
            }
        });
    });
    let may_purge = use_frame().may(Permission::PurgeTrash);
    view! {
        <Title text=t.trash_title()/>
        <div class="page trash">
            <header class="titled">
                <h1>{t.trash_title()}</h1>
                {may_purge.then(|| view! { <Button label=t.trash_purge() icon=IconName::Trash2 disabled=empty press=Callback::new(move |()| confirming.set(true))/> })}
            </header>
            <p class="muted">{t.trash_hint()}</p>
            <Loaded resource=trash skeleton=RowsSkeleton view=move |trash: Trash| {
                count.set(trash.count);
                trash_list(trash)
            }/>
            <Dialog id="purge" title=t.trash_purge() open=confirming close=move || confirming.set(false)>
                <p>{move || t.trash_purge_ask(count.get())}</p>
                <div class="ends">
                    <Button label=t.trash_keep() press=Callback::new(move |()| confirming.set(false))/>
                    <Button label=t.trash_purge() kind=ButtonKind::Danger busy press=purge/>
                </div>
            </Dialog>
        </div>
    }
    .into_any()
}

fn trash_list(trash: Trash) -> AnyView {
    let t = use_texts();
    if trash.rows.is_empty() {
        return view! { <Empty icon=IconName::Trash2 title=t.trash_none() hint=t.trash_hint()/> }.into_any();
    }
    let shown = i64::try_from(trash.rows.len()).unwrap_or(i64::MAX);
    let rest = (trash.count > shown)
        .then(|| view! { <p class="muted">{t.trash_shown(number(t.0, trash.count), number(t.0, shown))}</p> });
    let lines = trash.rows.into_iter().map(|row| view! { <TrashRow row/> }.into_any()).collect_view();
    view! { <section class="panel"><ul class="lines">{lines}</ul>{rest}</section> }.into_any()
}

#[component]
fn TrashRow(row: Trashed) -> impl IntoView {
    let (t, actions) = (use_texts(), StepActions::from_context());
    let today = use_frame().now().date();
    let busy = RwSignal::new(false);
    let Trashed { row, at: when, by } = row;
    let what = facts_in_line([at(t, row.starts, today), row.service.clone(), row.master.name.clone()]);
    let who = facts_in_line(by.into_iter().chain([at(t, when, today)]));
    let name = row.client.clone();
    let status = row.status;
    let restore = Callback::new(move |()| actions.run(Verb::Restore, row.clone(), busy));
    view! {
        <li>
            <Avatar name=name.clone()/>
            <div>
                <strong><bdi>{name}</bdi></strong>
                <small class="muted">{what}</small>
                <small class="muted">{t.history_trashed()}": "{who}</small>
            </div>
            <StatusPill status/>
            <div class="acts"><Button label=t.work_restore() icon=IconName::ArchiveRestore busy press=restore/></div>
        </li>
    }
    .into_any()
}
