//! The sheet for a new booking: client, service and time, details.

mod client_fields;
mod detail_fields;
mod phone_reading;
mod schedule_fields;

use super::{
    alternatives::Alternatives,
    api::book_visit,
    draft::{Draft, DraftStoreFields as _},
    field_errors::booking_field_error,
    open_dialogs::use_dialogs,
    steps::StepActions,
};
use crate::core::{
    browser,
    changes::use_changes,
    format::at,
    page::use_frame,
    texts::use_texts,
    ui::{Button, ButtonKind, Icon, IconName, Sheet, Submission, SubmissionError},
};
use client_fields::{CLIENT, ClientFields};
use detail_fields::DetailFields;
use domain::{
    FieldError,
    bookings::{Slot, field},
};
use leptos::{ev::SubmitEvent, prelude::*};
use reactive_stores::Store;
use schedule_fields::ScheduleFields;

const FORM: &str = "new-form";

/// The sheet in which a booking is created.
#[component]
pub fn NewBookingSheet() -> impl IntoView {
    let (t, dialogs, changes, actions, frame) =
        (use_texts(), use_dialogs(), use_changes(), StepActions::from_context(), use_frame());
    let person = frame.id;
    let form = Store::new(Draft::load(person).unwrap_or_else(|| Draft::new(frame.now().date())));
    // Read on use: the page may stay open overnight.
    let frame = StoredValue::new(frame);
    let today = move || frame.with_value(|frame| frame.now().date());
    Effect::new(move || {
        if dialogs.creating.get() && form.read_untracked().is_empty() {
            form.day().set(Some(today()));
        }
    });
    Effect::new(move || form.read().save(person, dialogs.creating.get()));
    Effect::new(move || {
        if dialogs.creating.get() {
            browser::insert_buffered_keys(CLIENT);
        }
    });
    let submission = Submission::new(FORM, move |field, field_error| match (field, field_error) {
        // The server reports the missing name of a new client.
        (field::CLIENT, FieldError::Required) if !form.adding().get() => t.flaw_client().to_owned(),
        (field::STARTS, FieldError::Required) if form.day().read().is_some() => t.flaw_time().to_owned(),
        _ => booking_field_error(t, field, field_error),
    });
    let (busy, error) = (submission.busy, submission.error);
    // The idempotency key was already used: another tab sent the same draft, or the draft was changed after a lost
    // response.
    let already_booked = RwSignal::new(false);
    let read = move || form.read().visit();
    let send = move || {
        already_booked.set(false);
        let (starts, client) = form.with_untracked(|draft| (draft.starts(), draft.client_name().to_owned()));
        submission.send_or(
            read,
            book_visit,
            move |done| {
                form.set(Draft::new(today()));
                dialogs.creating.set(false);
                changes.list_changed();
                let time = starts.map(|starts| at(t, starts, today())).unwrap_or_default();
                actions.offer_undo(t.work_done_book(format!("\u{2068}{client}\u{2069}"), time), done.change);
            },
            move |error| {
                error.field_error(field::KEY).is_none().then_some(error).or_else(|| {
                    // Only the person knows whether this is another booking.
                    form.key().set(browser::random_id());
                    changes.list_changed();
                    already_booked.set(true);
                    browser::show_first_error(FORM);
                    None
                })
            },
        );
    };
    submission.recheck(read);
    let take = move |slot: Slot| {
        form.master().set(Some(slot.master.id));
        Draft::set_starts(form, slot.starts);
        send();
    };
    let problem = move |field| submission.problem(field);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let footer = move || {
        view! {
            <Button label=t.new_clear() kind=ButtonKind::Quiet press=Callback::new(move |()| {
                form.set(Draft::new(today()));
                submission.reset();
                browser::focus_after_render(CLIENT);
            })/>
            <button class="btn go" type="submit" form=FORM aria-busy=move || busy.get().then_some("true")>
                {t.new_book()}
            </button>
        }
    };
    view! {
        <Sheet id="new-booking" title=t.new_title() open=dialogs.creating close=move || dialogs.creating.set(false) footer>
            <form id=FORM class="booking-form" on:submit=submit>
                <ClientFields form problem=problem(field::CLIENT) phone=problem(field::PHONE) instagram=problem(field::INSTAGRAM)/>
                <ScheduleFields form service=problem(field::SERVICE) master=problem(field::MASTER) starts=problem(field::STARTS)/>
                <DetailFields form price=problem(field::PRICE) notes=problem(field::NOTES)/>
                {move || already_booked.get().then(|| {
                    view! { <p class="warn" role="alert"><Icon name=IconName::CircleAlert/><span>{t.new_booked_before()}</span></p> }
                })}
                <Alternatives error take/>
                <SubmissionError error/>
            </form>
        </Sheet>
    }
    .into_any()
}
