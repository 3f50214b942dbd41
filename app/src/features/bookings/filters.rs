use super::url;
use crate::core::{
    page::use_frame,
    texts::use_texts,
    ui::{ChipLink, Icon, IconName, Menu},
    words::status_name,
};
use domain::bookings::{BookingQuery, Sort, Status};
use filter_link::{FilterLink, MASTERS, ORDERS};
use leptos::prelude::*;
use period::PeriodFilter;
use search::SearchField;

mod filter_link;
mod period;
mod search;

pub use filter_link::FilterChange;

/// Search, period, master, status and order. All are links and forms, which work without script.
#[component]
pub fn Filters(query: Memo<BookingQuery>) -> impl IntoView {
    view! {
        <div class="filters">
            <SearchField query/>
            <div class="chips">
                <PeriodFilter query/>
                {(use_frame().masters.len() > 1).then(|| view! { <MasterFilter query/> })}
                <SortFilter query/>
                <StatusFilter query/>
            </div>
            <UnreadableFilters query/>
        </div>
    }
    .into_any()
}

/// Names the filters of the URL that could not be read. The list ignores them.
#[component]
fn UnreadableFilters(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let name = move |name: &str| match name {
        "status" => t.bookings_status().to_owned(),
        "master" => t.bookings_master().to_owned(),
        "from" => t.bookings_from_day().to_owned(),
        "to" => t.bookings_to_day().to_owned(),
        other => other.to_owned(),
    };
    let filter = move |(parameter, value): &(String, String)| {
        format!("{}\u{a0}\u{2068}{}\u{2069}", name(parameter), shortened(value))
    };
    move || {
        let query = query.read();
        let filters: Vec<String> = query.unreadable.iter().map(filter).collect();
        (!filters.is_empty()).then(|| {
            view! {
                <p class="warn" role="status">
                    <Icon name=IconName::CircleAlert/>
                    <span>{t.bookings_unreadable(filters.join(", "))}</span>
                    <a href=url::list(&BookingQuery::default())>{t.bookings_reset()}</a>
                </p>
            }
            .into_any()
        })
    }
}

/// Most characters of a value that is shown.
const SHOWN: usize = 40;

fn shortened(value: &str) -> String {
    let shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() { format!("{shown}…") } else { shown }
}

#[component]
fn StatusFilter(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let all = [None].into_iter().chain(Status::ALL.map(Some));
    all.map(|status| {
        let name = status.map_or(t.bookings_all_statuses(), |status| status_name(t, status));
        let change = FilterChange::Status(status);
        view! { <ChipLink label=name href=change.href(query) current=change.is_current(query)/> }
    })
    .collect_view()
}

#[component]
fn MasterFilter(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let any = (None, t.bookings_any_master().to_owned());
    let masters = use_frame().masters.clone().into_iter();
    let names: Vec<_> = std::iter::once(any).chain(masters.map(|master| (Some(master.id), master.name))).collect();
    let choices = names
        .iter()
        .map(|(master, name)| view! { <FilterLink query change=FilterChange::Master(*master) name=name.clone()/> })
        .collect_view();
    let label = move || {
        let chosen = query.read().master;
        let name = names.iter().find(|(master, _)| *master == chosen).map(|(_, name)| name.clone());
        // A master who is unknown or invisible to the person: the list is empty, and the menu shows its default label.
        name.unwrap_or_else(|| t.bookings_any_master().to_owned())
    };
    let on = Signal::derive(move || query.read().master.is_some());
    view! { <Menu id=MASTERS label=Signal::derive(label) on>{choices}</Menu> }
}

#[component]
fn SortFilter(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let name = move |sort| match sort {
        Sort::Newest => t.bookings_newest().to_owned(),
        Sort::Oldest => t.bookings_oldest().to_owned(),
    };
    let choices = Sort::ALL
        .map(|sort| view! { <FilterLink query change=FilterChange::Sort(sort) name=name(sort)/> })
        .collect_view();
    let label = Signal::derive(move || name(query.read().sort));
    let on = Signal::derive(move || query.read().sort != Sort::default());
    view! { <Menu id=ORDERS icon=IconName::ArrowDownUp label on>{choices}</Menu> }
}

/// Hidden fields with the other parameters of the query, for forms that are submitted without script.
#[component]
fn HiddenFields(query: Memo<BookingQuery>, without: &'static [&'static str]) -> impl IntoView {
    let parameters = query.get_untracked().from_start().parameters();
    parameters
        .into_iter()
        .filter(|(name, _)| !without.contains(name))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any())
        .collect_view()
}
