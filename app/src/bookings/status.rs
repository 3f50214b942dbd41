use crate::{
    texts::{Texts, use_texts},
    ui::{Pill, Tone},
};
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
    let (tone, icon) = match status {
        Status::Pending => (Tone::Waiting, "clock"),
        Status::Confirmed => (Tone::Agreed, "check"),
        Status::Arrived => (Tone::Present, "door-open"),
        Status::Completed => (Tone::Good, "check-check"),
        Status::Cancelled => (Tone::Over, "x"),
        Status::NoShow => (Tone::Bad, "user-x"),
    };
    view! { <Pill tone icon label=status_name(use_texts(), status)/> }
}
