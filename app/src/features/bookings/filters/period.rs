use super::{
    HiddenFields,
    filter_link::{FilterChange, FilterLink, PERIODS},
};
use crate::{
    core::{
        browser,
        format::short_day,
        page::use_frame,
        texts::{Texts, use_texts},
        ui::{IconName, Menu},
    },
    features::bookings::url,
};
use domain::{Period, bookings::BookingQuery};
use jiff::{ToSpan, civil::Date};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

const FROM: &str = "from";
const TO: &str = "to";

/// Menu with preset periods and a form for any period.
#[component]
pub fn PeriodFilter(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let today = use_frame().now().date();
    let presets = presets(t, today);
    let choices = presets
        .iter()
        .map(
            |(name, period)| view! { <FilterLink query change=FilterChange::Period(*period) name=(*name).to_owned()/> },
        )
        .collect_view();
    let label = Signal::derive(move || period_name(t, query.read().period, &presets, today));
    let days = move || query.read().period;
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let day = |id| browser::field_value(id)?.parse().ok();
        let changed = FilterChange::Period(Period::asked(day(FROM), day(TO))).apply(query.get_untracked());
        navigate(&url::list(&changed), NavigateOptions { scroll: false, ..Default::default() });
        browser::close_popover(PERIODS);
    };
    view! {
        <Menu id=PERIODS icon=IconName::Calendar label on=Signal::derive(move || query.read().period != Period::default())>
            {choices}
            <form method="get" action="/crm/bookings" class="days" on:submit=submit>
                <label>
                    {t.bookings_from_day()}
                    <DayField name=FROM day=Signal::derive(move || days().from)/>
                </label>
                <label>
                    {t.bookings_to_day()}
                    <DayField name=TO day=Signal::derive(move || days().to)/>
                </label>
                <HiddenFields query without=&[FROM, TO]/>
                <button class="btn" type="submit">{t.bookings_apply()}</button>
            </form>
        </Menu>
    }
    .into_any()
}

/// Date field for the first or last day of the period; empty: unlimited.
#[component]
fn DayField(name: &'static str, day: Signal<Option<Date>>) -> impl IntoView {
    let text = Signal::derive(move || day.get().map(|day| day.to_string()).unwrap_or_default());
    view! { <input type="date" id=name name=name value=text.get_untracked() prop:value=text/> }
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
