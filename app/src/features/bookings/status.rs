use crate::core::{
    texts::use_texts,
    ui::{IconName, Pill, Tone},
    words::status_name,
};
use domain::bookings::Status;
use leptos::prelude::*;

/// A booking's status as a pill.
#[component]
pub fn StatusPill(status: Status) -> impl IntoView {
    let (tone, icon) = match status {
        Status::Pending => (Tone::Waiting, IconName::Clock),
        Status::Confirmed => (Tone::Agreed, IconName::Check),
        Status::Arrived => (Tone::Present, IconName::DoorOpen),
        Status::Completed => (Tone::Good, IconName::CheckCheck),
        Status::Cancelled => (Tone::Over, IconName::X),
        Status::NoShow => (Tone::Bad, IconName::UserX),
    };
    view! { <Pill tone icon label=status_name(use_texts(), status)/> }
}
