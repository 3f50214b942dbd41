use crate::{texts::Texts, texts::use_texts, ui::Icon};
use domain::bookings::Status;
use leptos::prelude::*;

/// A status in words.
pub fn status_name(t: Texts, status: Status) -> &'static str {
    match status {
        Status::Pending => t.status_pending(),
        Status::Confirmed => t.status_confirmed(),
        Status::Arrived => t.status_arrived(),
        Status::Completed => t.status_completed(),
        Status::Cancelled => t.status_cancelled(),
        Status::NoShow => t.status_no_show(),
    }
}

/// A status: its colour never stands without its sign and word.
#[component]
pub fn StatusPill(status: Status) -> impl IntoView {
    let icon = match status {
        Status::Pending => "clock",
        Status::Confirmed => "check",
        Status::Arrived => "door-open",
        Status::Completed => "check-check",
        Status::Cancelled => "x",
        Status::NoShow => "user-x",
    };
    view! {
        <span class=format!("pill is-{}", status.code())>
            <Icon name=icon/>
            {status_name(use_texts(), status)}
        </span>
    }
}
