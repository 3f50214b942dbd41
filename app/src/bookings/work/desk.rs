use super::{
    cancel::CancelDialog, draft::Draft, edit::EditSheet, new::NewSheet, returning::ReturnDialog, state::use_work,
};
use crate::{browser::lazy_view, frame::use_frame, ui::when_asked};
use domain::staff::Permission;
use leptos::prelude::*;

/// Where bookings are made, changed and cancelled, over whichever page; its part of the program is loaded when it is
/// first needed.
#[component]
pub fn Desk() -> impl IntoView {
    let frame = use_frame();
    if !frame.may(Permission::EditBookings) {
        return ().into_any();
    }
    let work = use_work();
    // What was being typed when the page was left is typed on.
    Effect::new(move || {
        if Draft::waits(frame.id) {
            work.creating.set(true);
        }
    });
    let asked = move || {
        work.creating.get()
            || work.editing.read().is_some()
            || work.cancelling.read().is_some()
            || work.returning.read().is_some()
    };
    when_asked(asked, desk)
}

lazy_view!(desk, preload_desk, () => view! { <NewSheet/><EditSheet/><CancelDialog/><ReturnDialog/> });
