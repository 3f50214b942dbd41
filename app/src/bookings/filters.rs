use super::{status::status_name, url};
use crate::{
    browser,
    format::short_day,
    frame::use_frame,
    texts::{Texts, use_texts},
    ui::Icon,
};
use domain::{
    Period,
    bookings::{BookingQuery, Sort, Status},
    staff::Master,
};
use jiff::{ToSpan, civil::Date};
use leptos::prelude::*;

mod search;
use search::SearchField;

/// Search, period, master, status and order. All are links and forms: they work before and without script.
#[component]
pub fn Filters(masters: Vec<Master>, query: Memo<BookingQuery>) -> impl IntoView {
    view! {
        <div class="filters">
            <SearchField query/>
            <div class="chips">
                <PeriodFilter query/>
                {(masters.len() > 1).then(|| view! { <MasterFilter masters query/> })}
                <SortFilter query/>
                <StatusFilter query/>
            </div>
        </div>
    }
    .into_any()
}

/// A choice of one, as a link: `change` makes the question that it asks.
fn choice(
    query: Memo<BookingQuery>,
    name: impl IntoView,
    popover: &'static str,
    change: impl Fn(BookingQuery) -> BookingQuery + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let asks = move || change(query.get().from_start());
    view! {
        <a
            href=move || url::list(&asks())
            aria-current=move || (asks() == query.get().from_start()).then_some("true")
            on:click=move |_| browser::close_popover(popover)
        >
            {name}
        </a>
    }
}

#[component]
fn StatusFilter(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let all = [None].into_iter().chain(Status::ALL.map(Some));
    all.map(|status| {
        let asks = move || BookingQuery { status, ..query.get().from_start() };
        let name = status.map_or(t.bookings_all_statuses(), |status| status_name(t, status));
        view! {
            <a
                class="chip"
                href=move || url::list(&asks())
                aria-current=move || (query.get().status == status).then_some("true")
            >
                {name}
            </a>
        }
    })
    .collect_view()
}

#[component]
fn MasterFilter(masters: Vec<Master>, query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let names = masters.clone();
    let chosen = move || {
        let id = query.get().master?;
        names.iter().find(|master| master.id == id).map(|master| master.name.clone())
    };
    let any = choice(query, t.bookings_any_master(), "masters", |query| BookingQuery { master: None, ..query });
    view! {
        <button class="chip" type="button" popovertarget="masters" data-on=move || query.get().master.map(|_| "")>
            <bdi>{move || chosen().unwrap_or_else(|| t.bookings_any_master().to_owned())}</bdi>
            <Icon name="chevron-down"/>
        </button>
        <div class="popover menu" popover="auto" id="masters">
            {any}
            {masters
                .into_iter()
                .map(|master| {
                    let id = Some(master.id);
                    choice(query, view! { <bdi>{master.name}</bdi> }, "masters", move |query| BookingQuery {
                        master: id,
                        ..query
                    })
                })
                .collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn SortFilter(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let name = move |sort| match sort {
        Sort::Newest => t.bookings_newest(),
        Sort::Oldest => t.bookings_oldest(),
    };
    view! {
        <button class="chip" type="button" popovertarget="orders"
            data-on=move || (query.get().sort != Sort::default()).then_some("")>
            <Icon name="arrow-down-up"/>
            {move || name(query.get().sort)}
        </button>
        <div class="popover menu" popover="auto" id="orders">
            {Sort::ALL
                .map(|sort| choice(query, name(sort), "orders", move |query| BookingQuery { sort, ..query }))
                .collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn PeriodFilter(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let today = use_frame().now.date();
    let presets = presets(t, today);
    let chosen = {
        let presets = presets.clone();
        move || period_name(t, query.get().period, &presets, today)
    };
    let choices = presets
        .into_iter()
        .map(|(name, period)| choice(query, name, "periods", move |query| BookingQuery { period, ..query }))
        .collect_view();
    view! {
        <button class="chip" type="button" popovertarget="periods"
            data-on=move || (query.get().period != Period::default()).then_some("")>
            <Icon name="calendar"/>
            {chosen}
            <Icon name="chevron-down"/>
        </button>
        <div class="popover menu" popover="auto" id="periods">
            {choices}
            <form method="get" action="/crm/bookings" class="days">
                <label>
                    {t.bookings_from_day()}
                    <input type="date" name="from" value=move || query.get().period.from.map(|day| day.to_string())/>
                </label>
                <label>
                    {t.bookings_to_day()}
                    <input type="date" name="to" value=move || query.get().period.to.map(|day| day.to_string())/>
                </label>
                <Hidden query without=&["from", "to"]/>
                <button class="btn" type="submit">{t.bookings_apply()}</button>
            </form>
        </div>
    }
    .into_any()
}

/// The rest of the question, for a form that asks for a part of it.
#[component]
fn Hidden(query: Memo<BookingQuery>, without: &'static [&'static str]) -> impl IntoView {
    let rest = move || {
        let said = query.get().from_start().parameters();
        said.into_iter().filter(|(name, _)| !without.contains(name)).collect::<Vec<_>>()
    };
    view! { <For each=rest key=Clone::clone let((name, value))><input type="hidden" name=name value=value/></For> }
}

fn presets(t: Texts, today: Date) -> Vec<(&'static str, Period)> {
    let day = |days: i32| today.checked_add(days.days()).unwrap_or(today);
    vec![
        (t.bookings_any_time(), Period::default()),
        (t.bookings_today(), Period::between(today, today)),
        (t.bookings_tomorrow(), Period::between(day(1), day(1))),
        (t.bookings_next_7_days(), Period::between(today, day(6))),
        (t.bookings_last_7_days(), Period::last_days(today, 7)),
        (t.bookings_last_30_days(), Period::last_days(today, 30)),
        (t.bookings_this_month(), Period::between(today.first_of_month(), today.last_of_month())),
    ]
}

fn period_name(t: Texts, period: Period, presets: &[(&'static str, Period)], today: Date) -> String {
    if let Some((name, _)) = presets.iter().find(|(_, preset)| *preset == period) {
        return (*name).to_owned();
    }
    let day = |day| short_day(t.0, day, today);
    match (period.from, period.to) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => format!("{} – {}", day(from), day(to)),
        (Some(from), None) => t.bookings_since(day(from)),
        (None, Some(to)) => t.bookings_until(day(to)),
        (None, None) => t.bookings_any_time().to_owned(),
    }
}
