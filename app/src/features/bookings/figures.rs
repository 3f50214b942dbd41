use super::filters::FilterChange;
use crate::core::{
    format::{currency, number, percent, rounded},
    page::use_frame,
    texts::use_texts,
    ui::{Icon, IconName},
};
use domain::{
    Money,
    bookings::{BookingQuery, Count, Figures, Status, change_percent},
};
use leptos::prelude::*;

/// The figures above the list, with the change since the previous period. Each is a link that filters the list.
#[component]
pub fn FigureBar(figures: Figures, query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let Figures { now, before } = figures;
    let change = |of: fn(&Count) -> i64| {
        let before = before.as_ref().filter(|before| !before.more && !now.more)?;
        change_percent(of(&now), of(before))
    };
    let pending = change(|count| count.pending);
    // A period that is not over would show open bookings as a decline.
    let over = query.with_untracked(|query| query.period.to.is_none_or(|last| last < use_frame().now().date()));
    let completed = change(|count| count.completed).filter(|_| over);
    let total = change(|count| count.total);
    let revenue = now.revenue.as_ref().map(|revenue| {
        let money = main_currency(revenue);
        let before = before.as_ref().filter(|before| !before.more && !now.more);
        let before = before.and_then(|b| b.revenue.as_ref()?.iter().find(|m| m.currency == money.currency).cloned());
        let change = before.filter(|_| over).and_then(|before| change_percent(money.minor, before.minor));
        let value = rounded(t.0, &money);
        let unit = currency(t.0, &money.currency).to_owned();
        view! {
            <Figure icon=IconName::Coins name=t.figures_revenue() status=Some(Status::Completed) query value unit change more=now.more/>
        }
    });
    let more = now.more;
    // Announced to screen readers while typing a search.
    let total_now = now.total;
    let (pending_now, completed_now) = (now.pending, now.completed);
    let announced = move || {
        let query = query.read();
        match query.status {
            _ if query.q.trim().is_empty() => String::new(),
            None if more => t.figures_found_more(number(t.0, total_now)),
            None => t.count_found(total_now),
            Some(Status::Pending) if !more => t.count_found(pending_now),
            Some(Status::Completed) if !more => t.count_found(completed_now),
            // Other statuses are not counted.
            Some(_) => String::new(),
        }
    };
    view! {
        <p class="unseen" role="status">{announced}</p>
        <div class="figures" role="group" aria-label=t.figures_label()>
            <Figure icon=IconName::Clock name=t.figures_pending() status=Some(Status::Pending) query
                value=number(t.0, now.pending) change=pending more/>
            <Figure icon=IconName::CheckCheck name=t.figures_completed() status=Some(Status::Completed) query
                value=number(t.0, now.completed) change=completed more/>
            <Figure icon=IconName::List name=t.figures_total() status=None query
                value=number(t.0, now.total) change=total more/>
            {revenue}
        </div>
    }
    .into_any()
}

/// The largest revenue; a salon has one currency unless it changed it.
fn main_currency(revenue: &[Money]) -> Money {
    revenue.first().cloned().unwrap_or_else(|| Money { minor: 0, currency: use_frame().currency.clone() })
}

#[component]
fn Figure(
    icon: IconName,
    name: &'static str,
    status: Option<Status>,
    query: Memo<BookingQuery>,
    value: String,
    #[prop(optional)] unit: Option<String>,
    change: Option<i64>,
    /// Whether there are more bookings than were counted.
    more: bool,
) -> impl IntoView {
    // Above the counting limit, only the total has a lower bound.
    let value = match (more, status) {
        (true, None) => format!("{value}+"),
        (true, Some(_)) => "—".to_owned(),
        (false, _) => value,
    };
    let unit = unit.filter(|_| !more);
    view! {
        <a href=FilterChange::Status(status).href(query) class="figure">
            <span class="name"><Icon name=icon/>{name}</span>
            <span class="value">
                <b>{value}</b>
                {unit.map(|unit| view! { <small class="unit">{unit}</small> })}
                {change.map(|change| view! { <Change change/> })}
            </span>
        </a>
    }
    .into_any()
}

#[component]
fn Change(change: i64) -> impl IntoView {
    let t = use_texts();
    let shown = percent(t.0, change);
    let (class, arrow, words) = match change.signum() {
        1 => ("up", "↑", t.figures_up(&shown)),
        -1 => ("down", "↓", t.figures_down(&shown)),
        _ => ("same", "→", t.figures_same().to_owned()),
    };
    view! {
        <small class=class title=t.figures_before()>
            <span aria-hidden="true">{arrow}" "{shown}</span>
            <span class="unseen">{words}</span>
        </small>
    }
}

/// The figures' placeholder while they load.
#[component]
pub fn FigureSkeleton() -> impl IntoView {
    view! {
        <div class="figures skeleton" aria-hidden="true">
            <span class="figure"><span class="name">"\u{a0}"</span><span class="value"><b>"\u{a0}"</b></span></span>
            <span class="figure"><span class="name">"\u{a0}"</span><span class="value"><b>"\u{a0}"</b></span></span>
            <span class="figure"><span class="name">"\u{a0}"</span><span class="value"><b>"\u{a0}"</b></span></span>
            <span class="figure"><span class="name">"\u{a0}"</span><span class="value"><b>"\u{a0}"</b></span></span>
        </div>
    }
}
