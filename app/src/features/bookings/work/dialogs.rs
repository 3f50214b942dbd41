use super::{
    cancel::CancelDialog, draft::Draft, edit::EditSheet, new::NewBookingSheet, open_dialogs::use_dialogs,
    returning::ReturnDialog,
};
use crate::{
    core::{page::use_frame, ui::load_when},
    features::bookings::LazyParts,
};
use domain::staff::Permission;
use leptos::prelude::*;

/// Place of the booking dialogs in the frame. Their chunk is loaded when the first one opens.
#[component]
pub fn DialogHost() -> impl IntoView {
    let frame = use_frame();
    if !frame.may(Permission::EditBookings) {
        return ().into_any();
    }
    let dialogs = use_dialogs();
    // Reopens the new booking that was open when the page was left.
    Effect::new(move || {
        if Draft::is_unfinished(frame.id) {
            dialogs.creating.set(true);
        }
    });
    let wanted = move || {
        dialogs.creating.get()
            || dialogs.editing.read().is_some()
            || dialogs.cancelling.read().is_some()
            || dialogs.returning.read().is_some()
    };
    let LazyParts { dialogs, .. } = expect_context();
    load_when(wanted, move || dialogs(()))
}

/// The dialogs in which bookings are created, edited and cancelled.
#[component]
pub fn BookingDialogs() -> impl IntoView {
    view! { <NewBookingSheet/><EditSheet/><CancelDialog/><ReturnDialog/> }.into_any()
}
