use crate::{
    core::{
        format::{clock, duration, money, number, short_day, span},
        page::use_frame,
        texts::use_texts,
        ui::{Avatar, Icon, IconName},
    },
    features::bookings::{self, StatusPill},
};
use domain::bookings::{BookingRow, Gap, Revenue, Working};
use leptos::prelude::*;

/// A panel with a few bookings, and a link to all of them.
#[component]
pub fn BookingsPanel(
    title: &'static str,
    /// Text for an empty list.
    none: &'static str,
    rows: Vec<BookingRow>,
    /// URL of the whole list.
    more: String,
    /// Total number, shown beside the title.
    count: Option<i64>,
) -> impl IntoView {
    let t = use_texts();
    let count = count.filter(|&count| count > 0).map(|count| number(t.0, count));
    let lines = rows.into_iter().map(|row| view! { <BookingItem row/> }.into_any()).collect::<Vec<_>>();
    let shown = if lines.is_empty() {
        view! { <p class="muted">{none}</p> }.into_any()
    } else {
        view! {
            <ul class="lines">{lines}</ul>
            <a class="link" href=more>{t.today_all()}</a>
        }
        .into_any()
    };
    view! {
        <section class="panel">
            <h2>{title}{count.map(|count| view! { " "<span class="count">{count}</span> })}</h2>
            {shown}
        </section>
    }
    .into_any()
}

#[component]
fn BookingItem(row: BookingRow) -> impl IntoView {
    let t = use_texts();
    let frame = use_frame();
    let today = frame.now().date();
    // The person's own name is left out.
    let by = (row.master.id != frame.id).then(|| view! { "\u{a0}· "<bdi>{row.master.name}</bdi> });
    let day = (row.starts.date() != today).then(|| short_day(t.0, row.starts.date(), today));
    view! {
        <li>
            <span class="when">
                <b>{clock(t, row.starts)}</b>
                {day.map(|day| view! { <small class="muted">{day}</small> })}
            </span>
            <div>
                <a href=bookings::address(row.id)><bdi>{row.client}</bdi></a>
                <small class="muted"><bdi>{row.service}</bdi>{by}</small>
            </div>
            <StatusPill status=row.status/>
        </li>
    }
    .into_any()
}

/// A panel with the day's revenue: earned, and expected from open bookings.
#[component]
pub fn RevenuePanel(revenue: Revenue) -> impl IntoView {
    let t = use_texts();
    let own = use_frame().currency.clone();
    let shown = move |sums: Vec<domain::Money>| match sums.is_empty() {
        true => money(t.0, &domain::Money { minor: 0, currency: own.clone() }),
        false => sums.iter().map(|sum| money(t.0, sum)).collect::<Vec<_>>().join(" + "),
    };
    view! {
        <section class="panel">
            <h2>{t.today_revenue()}</h2>
            <p class="sum"><b>{shown(revenue.earned)}</b></p>
            <p class="muted"><Icon name=IconName::Clock/>{t.today_expected(shown(revenue.expected))}</p>
        </section>
    }
    .into_any()
}

/// A panel with the masters who work today, their hours and progress.
#[component]
pub fn MastersPanel(working: Vec<Working>) -> impl IntoView {
    let t = use_texts();
    let now = use_frame().now();
    if working.is_empty() {
        return view! { <section class="panel"><h2>{t.today_working()}</h2><p class="muted">{t.today_working_none()}</p></section> }
            .into_any();
    }
    let lines = working
        .into_iter()
        .map(|day| {
            let over = day.to <= now;
            view! {
                <li class:off=over>
                    <Avatar name=day.master.name.clone()/>
                    <div>
                        <bdi>{day.master.name}</bdi>
                        <small class="muted"><bdi dir="ltr">{span(day.from, day.to)}</bdi></small>
                    </div>
                    <small class="muted">{t.today_done(number(t.0, day.bookings.into()), number(t.0, day.completed.into()))}</small>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <section class="panel">
            <h2>{t.today_working()}" "<span class="count">{number(t.0, lines.len() as i64)}</span></h2>
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}

/// A panel with today's gaps between bookings; hidden without gaps.
#[component]
pub fn GapsPanel(gaps: Vec<Gap>) -> impl IntoView {
    let t = use_texts();
    if gaps.is_empty() {
        return ().into_any();
    }
    let lines = gaps
        .into_iter()
        .map(|gap| {
            view! {
                <li>
                    <div>
                        <bdi dir="ltr">{span(gap.from, gap.to)}</bdi>
                        <small class="muted"><bdi>{gap.master.name}</bdi></small>
                    </div>
                    <span class="pill is-confirmed">{duration(t, gap.minutes.into())}</span>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <section class="panel">
            <h2>{t.today_gaps()}</h2>
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}
