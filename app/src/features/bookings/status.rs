use crate::core::{
    texts::use_texts,
    ui::{Pill, Tone},
    words::status_name,
};
use domain::bookings::Status;
use leptos::prelude::*;

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
