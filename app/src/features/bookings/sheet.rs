use super::{
    api::find_booking,
    history::History,
    row::FROM_LIST,
    status::StatusPill,
    url,
    work::{NextStep, OtherSteps, use_dialogs},
};
use crate::core::{
    browser,
    changes::{link_id, use_changes},
    error::AppError,
    format::{date, duration, money, short_day, span},
    live::{Viewers, use_live},
    page::use_frame,
    requests::resource,
    texts::{Texts, use_texts},
    ui::{Avatar, Button, CardSkeleton, Empty, Icon, IconName, Loaded, Popover},
    words::source_name,
};
use domain::{
    bookings::{BookingId, BookingSheet as Sheet, ClientCard},
    staff::Permission,
};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};
use std::ops::Range;

const SHEET: &str = "sheet";
const MORE: &str = "sheet-more";

/// The id of the booking in the URL. An invalid id becomes 0, which no booking has.
pub fn use_opened() -> Memo<Option<BookingId>> {
    let address = use_params_map();
    Memo::new(move |_| Some(address.read().get_str("booking")?.parse().unwrap_or(BookingId(0))))
}

/// A booking's details, beside the list; on narrow screens over it.
#[component]
pub fn BookingSheet() -> impl IntoView {
    let t = use_texts();
    let query = url::use_booking_query();
    let opened = use_opened();
    let changes = use_changes();
    let version = changes.version_of(opened.into());
    let booking = resource(
        move || (opened.get().unwrap_or(BookingId(0)), version.get()),
        |(id, _)| async move {
            match find_booking(id).await {
                Err(AppError::NotFound) => Ok(None),
                found => found.map(Some),
            }
        },
    );
    let back = Memo::new(move |_| url::list(&query.read()));
    let navigate = use_navigate();
    let left = StoredValue::new(false);
    let close = move || {
        // A double tap must not go back twice.
        if !left.get_value() && !browser::go_back_from(FROM_LIST) {
            navigate(&back.get_untracked(), NavigateOptions { scroll: false, replace: true, ..Default::default() });
        }
        left.set_value(true);
    };
    let close_by_link = {
        let close = close.clone();
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            close();
        }
    };
    Effect::new({
        let close = close.clone();
        move || {
            if changes.trashed.get().is_some_and(|id| opened.get_untracked() == Some(id)) {
                close();
            }
        }
    });
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        // Escape first closes open menus and leaves fields.
        if event.key() == "Escape" && !event.default_prevented() && !browser::is_escape_taken() {
            close();
        }
    });
    let focused = StoredValue::new(None);
    let live = use_live();
    Effect::new(move || {
        let booking = opened.get();
        live.viewers.set(Vec::new());
        live.watched.update(|watched| watched.booking = booking);
    });
    on_cleanup(move || {
        live.viewers.set(Vec::new());
        live.watched.update(|watched| watched.booking = None);
    });
    // At cleanup the URL has no booking any more.
    let last = StoredValue::new(None);
    Effect::new(move || last.set_value(opened.get()));
    on_cleanup(move || {
        escape.remove();
        // The focus returns to the row.
        if let Some(id) = last.get_value() {
            browser::focus_if_lost(link_id(id));
        }
    });
    view! {
        <a class="backdrop" data-noscroll href=back tabindex="-1" aria-hidden="true" on:click=close_by_link.clone()></a>
        <aside class="side" id=SHEET on:keydown=|event| browser::trap_focus(SHEET, &event) aria-label=t.sheet_label()>
            <a class="close btn icon" id="close-sheet" data-noscroll href=back aria-label=t.sheet_close() on:click=close_by_link>
                <Icon name=IconName::X/>
            </a>
            <Viewers/>
            <Loaded resource=booking question=Signal::derive(move || opened.get().unwrap_or(BookingId(0)).to_string()) skeleton=CardSkeleton view=move |booking| {
                // Not after a reload of the same booking: the focus may be elsewhere.
                let id = opened.get_untracked();
                if focused.get_value() != id {
                    focused.set_value(id);
                    browser::focus("close-sheet");
                }
                content(booking)
            }/>
        </aside>
    }
    .into_any()
}

fn content(booking: Option<Sheet>) -> AnyView {
    let Some(sheet) = booking else {
        let t = use_texts();
        return view! { <Empty icon=IconName::SearchX title=t.sheet_not_found() hint=t.sheet_not_found_hint()/> }
            .into_any();
    };
    view! { <BookingFacts sheet/> }.into_any()
}

#[component]
fn BookingFacts(sheet: Sheet) -> impl IntoView {
    let t = use_texts();
    let acts = view! { <SheetActions sheet=sheet.clone()/> };
    let today = use_frame().now().date();
    let row = sheet.row;
    let (allergies, visits) = sheet.card.map(|card| (card.allergies.clone(), visits(t, &card, today))).unzip();
    let times = span(row.starts.civil, row.ends);
    let times = if row.starts.second { t.day_second(times) } else { times };
    view! {
        <header>
            <Avatar name=row.client.clone()/>
            <div>
                <h2><bdi>{row.client}</bdi></h2>
                <StatusPill status=row.status/>
            </div>
        </header>
        {acts}
        {allergies.flatten().map(|what| view! { <p class="warn"><Icon name=IconName::TriangleAlert/>{t.sheet_allergy(what)}</p> })}
        <dl>
            <dt>{t.sheet_when()}</dt>
            <dd>
                {short_day(t.0, row.starts.date(), today)}
                " "
                <bdi class="whole" dir=(!row.starts.second).then_some("ltr")>{times}</bdi>
                " "
                <small class="whole muted">{duration(t, row.minutes.into())}</small>
            </dd>
            <dt>{t.sheet_master()}</dt><dd><bdi>{row.master.name}</bdi></dd>
            <dt>{t.sheet_service()}</dt><dd><bdi>{row.service}</bdi></dd>
            <dt>{t.sheet_price()}</dt><dd>{money(t.0, &row.price)}</dd>
            {row.phone.map(|phone| view! { <dt>{t.sheet_phone()}</dt><dd>{contact("tel:", phone)}</dd> })}
            {row.instagram
                .map(|handle| view! { <dt>{t.sheet_instagram()}</dt><dd>{contact("https://instagram.com/", handle)}</dd> })}
            {visits.map(|visits| view! { <dt>{t.sheet_visits()}</dt><dd>{visits}</dd> })}
            <dt>{t.source_label()}</dt><dd>{source_name(t, sheet.source)}</dd>
            {sheet.notes.map(|notes| view! { <dt>{t.sheet_notes()}</dt><dd>{with_calls(&notes, sheet.calls)}</dd> })}
        </dl>
        <History events=sheet.history/>
    }
    .into_any()
}

/// The actions of the sheet: next step, edit, and a menu of further steps.
#[component]
fn SheetActions(sheet: Sheet) -> impl IntoView {
    let (t, dialogs) = (use_texts(), use_dialogs());
    let row = sheet.row.clone();
    let edits = use_frame().may(Permission::EditBookings);
    let edit = Callback::new(move |()| dialogs.editing.set(Some(sheet.clone())));
    let others = view! { <OtherSteps row=row.clone() chosen=|()| browser::close_popover(MORE)/> };
    let more = view! { <Icon name=IconName::Ellipsis/><span class="unseen">{t.work_more()}</span> };
    view! {
        <div class="acts">
            <NextStep row/>
            {edits.then(|| view! { <Button label=t.work_edit() icon=IconName::Pencil press=edit/> })}
            {edits.then(|| view! { <Popover id=MORE class="btn icon" kind="menu" label=move || more>{others}</Popover> })}
        </div>
    }
    .into_any()
}

/// Notes with mentions highlighted.
fn with_calls(notes: &str, calls: Vec<Range<u32>>) -> AnyView {
    let piece = |from: u32, to: u32| notes.get(from as usize..to as usize).unwrap_or_default().to_owned();
    let mut told = 0;
    let calls = calls.into_iter().map(|Range { start, end }| {
        let before = piece(std::mem::replace(&mut told, end), start);
        view! { {before}<strong class="mention">{piece(start, end)}</strong> }
    });
    let calls = calls.collect_view();
    view! { <bdi class="words">{calls}{notes.get(told as usize..).unwrap_or_default().to_owned()}</bdi> }.into_any()
}

/// A phone number or Instagram name; a link if the person may see contacts in full.
fn contact(scheme: &str, shown: String) -> AnyView {
    if !use_frame().may(Permission::SeeContacts) {
        return view! { <bdi dir="ltr">{shown}</bdi> }.into_any();
    }
    let target: String = match scheme {
        "tel:" => shown.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
        _ => crate::core::url::encode(shown.trim_start_matches('@')),
    };
    let href = format!("{scheme}{target}");
    view! { <a class="link" href=href target="_blank" rel="external noreferrer"><bdi dir="ltr">{shown}</bdi></a> }
        .into_any()
}

/// `12 visits · last on 23 Oct · 1 no-show`
fn visits(t: Texts, card: &ClientCard, today: Date) -> String {
    let facts = [
        Some(t.count_visits(card.visits.into())),
        card.last_visit.map(|at| t.sheet_last_visit(date(t.0, at.date(), today))),
        (card.no_shows > 0).then(|| t.count_no_shows(card.no_shows.into())),
    ];
    // Lines break only between facts.
    let whole = |fact: String| fact.replace(' ', "\u{a0}");
    facts.into_iter().flatten().map(whole).collect::<Vec<_>>().join("\u{a0}· ")
}
