use super::{
    api::show_today,
    panels::{BookingsPanel, GapsPanel, MastersPanel, RevenuePanel},
};
use crate::core::{
    changes::use_changes,
    format::long_day,
    page::use_frame,
    requests::resource,
    texts::use_texts,
    ui::{Empty, IconName, Loaded, RowsSkeleton},
};
use domain::bookings::Today;
use leptos::prelude::*;
use leptos_meta::Title;

/// `/crm`: today's next bookings, unconfirmed bookings, working masters, gaps and revenue.
#[component]
pub fn TodayPage() -> impl IntoView {
    let t = use_texts();
    let (frame, changes) = (use_frame(), use_changes());
    let day = long_day(t.0, frame.now().date(), frame.now().date());
    view! {
        <Title text=t.nav_today()/>
        <div class="page today">
            <header>
                <h1>{t.today_title()}</h1>
                <p class="muted">{day}</p>
            </header>
            {if frame.sees_bookings {
                let today = resource(move || changes.version.get(), |_| show_today());
                view! { <Loaded resource=today question=Signal::stored(String::new()) skeleton=TodaySkeleton view=|today| view! { <TodayPanels today/> }.into_any()/> }.into_any()
            } else {
                view! {
                    <Empty icon=IconName::Sun title=t.today_nothing() hint=t.today_nothing_hint()>
                        <a class="btn" href="/crm/profile">{t.nav_settings()}</a>
                    </Empty>
                }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn TodayPanels(today: Today) -> impl IntoView {
    let t = use_texts();
    let frame = use_frame();
    let waiting = format!("/crm/bookings?status=pending&from={}&sort=oldest", frame.now().date());
    let all = format!("/crm/bookings?from={0}&to={0}&sort=oldest", frame.now().date());
    view! {
        <div class="glance">
            <div>
            <BookingsPanel title=t.today_next() none=t.today_next_none() rows=today.next more=all count=None/>
            <BookingsPanel
                title=t.today_unconfirmed()
                none=t.today_unconfirmed_none()
                rows=today.unconfirmed
                more=waiting
                count=Some(today.unconfirmed_count)
            />
            </div>
            <div>
            {today.revenue.map(|revenue| view! { <RevenuePanel revenue/> })}
            <MastersPanel working=today.working/>
            <GapsPanel gaps=today.gaps/>
            </div>
        </div>
    }
    .into_any()
}

/// The page's placeholder while it loads.
#[component]
fn TodaySkeleton() -> impl IntoView {
    view! {
        <div class="glance" aria-hidden="true">
            <div><section class="panel"><RowsSkeleton/></section><section class="panel"><RowsSkeleton/></section></div>
            <div><section class="panel"><RowsSkeleton/></section></div>
        </div>
    }
}
