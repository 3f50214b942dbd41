use super::{
    super::status::StatusPill,
    alternatives::Alternatives,
    api::edit_booking,
    edit_draft::EditDraft,
    edited::{EditedBooking, EditedBookingStoreFields as _, TIME, fields_of},
    field_errors::booking_field_error,
    merge::{EditBase, Merge},
    notes::NotesField,
    open_dialogs::use_dialogs,
    options::service_option,
    remote_changes::RemoteChanges,
    steps::StepActions,
};
use crate::{
    core::{
        browser,
        changes::use_changes,
        error::AppError,
        format::{at, clock},
        page::use_frame,
        texts::use_texts,
        ui::{
            Combobox, DateField, Icon, IconName, MoneyField, Select, SelectOption, Sheet, Submission, SubmissionError,
            TextField, TimeField,
        },
    },
    features::services::api::find_services,
};
use domain::{
    Conflict, FieldError,
    bookings::{BookingConflict, BookingId, BookingSheet, Changed, Slot, field},
    staff::UserId,
};
use leptos::{ev::SubmitEvent, prelude::*};
use reactive_stores::Store;

const FORM: &str = "edit-form";

/// Sheet that edits a booking's time, master, service, price and notes.
#[component]
pub fn EditSheet() -> impl IntoView {
    let (t, dialogs) = (use_texts(), use_dialogs());
    let open = Signal::derive(move || dialogs.editing.read().is_some());
    view! {
        <Sheet id="edit-booking" title=t.work_edit() open close=move || dialogs.editing.set(None)>
            {move || dialogs.editing.get().map(|sheet| view! { <EditForm sheet/> })}
        </Sheet>
    }
    .into_any()
}

#[component]
fn EditForm(sheet: BookingSheet) -> impl IntoView {
    let (t, dialogs, changes, actions, frame) =
        (use_texts(), use_dialogs(), use_changes(), StepActions::from_context(), use_frame());
    let today = frame.now().date();
    let (id, client) = (sheet.row.id, sheet.row.client.clone());
    let fields = fields_of(&sheet);
    let stored = EditBase { version: sheet.version, fields };
    let draft = EditDraft::load(frame.id, id);
    let drafted_at = RwSignal::new(draft.as_ref().map(|draft| draft.at));
    let is_behind = draft.as_ref().is_some_and(|draft| draft.base.version < stored.version);
    let form =
        Store::new(draft.as_ref().map_or_else(|| EditedBooking::new(&stored.fields), |draft| draft.form.clone()));
    let base = RwSignal::new(draft.map_or_else(|| stored.clone(), |draft| draft.base));
    keep_draft(id, form, base);
    let person = frame.id;
    let submission = Submission::new(FORM, move |field, field_error| booking_field_error(t, field, field_error));
    let (busy, error) = (submission.busy, submission.error);
    let changed = RwSignal::new(None::<Changed>);
    let status = RwSignal::new(Some(sheet.row.status));
    let masters = StoredValue::new(frame.working().cloned().collect::<Vec<_>>());
    let remote = RemoteChanges { id, form, base, masters, status, changed };
    remote.watch(is_behind);
    let read = move || {
        let was = base.with(|base| base.fields.clone());
        let fields = masters.with_value(|masters| form.read().fields(&was, masters));
        fields.map_err(|field| vec![(field, FieldError::Required)])
    };
    let send = Callback::new(move |()| {
        changed.set(None);
        let (version, client) = (base.with_untracked(|base| base.version), client.clone());
        submission.send_or(
            read,
            move |fields| edit_booking(id, version, fields.into()),
            move |done| {
                EditDraft::remove(person, id);
                // Another booking may have been opened in the meantime.
                if dialogs.editing.with_untracked(|open| open.as_ref().is_some_and(|open| open.row.id == id)) {
                    dialogs.editing.set(None);
                }
                if !done.bookings.is_empty() {
                    changes.bookings_changed(&done);
                    actions.offer_undo(t.work_done_edit(format!("\u{2068}{client}\u{2069}")), done.change);
                }
            },
            move |error| match error {
                AppError::Conflict(Conflict::Booking(BookingConflict::Changed(by_others))) => {
                    changed.try_set(Some(*by_others));
                    remote.refresh_status();
                    browser::show_first_error(FORM);
                    None
                }
                AppError::NotFound => {
                    status.try_set(None);
                    browser::show_first_error(FORM);
                    None
                }
                error => Some(error),
            },
        );
    });
    submission.recheck(read);
    let take = move |slot: Slot| {
        EditedBooking::set_starts(form, slot.starts);
        form.master().set(slot.master.id.to_string());
        send.run(());
    };
    let problem = move |field| submission.problem(field);
    let find = move |typed: String| async move {
        let found = find_services(typed).await?;
        Ok(found.into_iter().map(|service| service_option(t, service)).collect())
    };
    let all = masters.get_value();
    let own = base.with_untracked(|base| base.fields.master.clone());
    let missing = (!all.iter().any(|master| master.id == own.id)).then_some(own);
    let choices = missing.into_iter().chain(all);
    let choices =
        choices.map(|it| SelectOption { id: it.id.to_string(), text: it.name, detail: String::new() }).collect();
    let currency = base.with_untracked(|base| base.fields.price.currency.clone());
    let master = Signal::derive(move || form.master().read().parse().ok().map(UserId));
    // The field shows the same for both of two equal times.
    let second = Signal::derive(move || {
        let starts = form.read().starts().filter(|starts| starts.second);
        starts.map(|starts| clock(t, starts)).unwrap_or_default()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send.run(());
    };
    let start_over = move |_| {
        let by_others = changed.try_update(Option::take).flatten();
        let present =
            by_others.map_or_else(|| stored.clone(), |now| EditBase { version: now.version, fields: now.fields });
        submission.reset();
        form.set(EditedBooking::new(&present.fields));
        base.set(present);
        drafted_at.set(None);
    };
    let discard = move |_| {
        EditDraft::remove(person, id);
        dialogs.editing.set(None);
    };
    view! {
        <form id=FORM class="booking-form" on:submit=submit>
            {move || drafted_at.get().map(|saved| {
                let start_over = start_over.clone();
                view! {
                    <p class="notice" role="status">
                        <Icon name=IconName::Pencil/>
                        <span>{t.edit_draft(at(t, saved, today))}</span>
                        <button class="link" type="button" on:click=start_over>{t.edit_start_over()}</button>
                    </p>
                }
            })}
            <p class="whose" role="status">
                <strong><bdi>{sheet.row.client}</bdi></strong>
                {move || status.get().map(|status| view! { <StatusPill status/> })}
            </p>
            <DateField name="edit-day" label=t.new_day() value=form.day() today problem=problem(field::STARTS)/>
            <div class="pair">
                <TimeField name="edit-time" label=t.new_time() value=form.time() hint=second problem=problem(TIME)/>
                <TextField name="edit-minutes" label=t.new_minutes() value=form.minutes() inputmode="numeric" problem=problem(field::MINUTES)/>
            </div>
            <Select name="edit-master" label=t.new_master() choices value=form.master() problem=problem(field::MASTER)/>
            <Combobox name="edit-service" label=t.new_service() chosen=form.service() fetch=find problem=problem(field::SERVICE)/>
            <MoneyField name="edit-price" label=t.sheet_price() currency value=form.price() problem=problem(field::PRICE)/>
            <NotesField name="edit-notes" value=form.notes() master problem=problem(field::NOTES)/>
            {move || changed.get().map(|by_others| view! { <Merge by_others form base shown=changed/> })}
            {move || status.get().is_none().then(|| {
                view! { <p class="warn" role="alert"><Icon name=IconName::Trash2/><span>{t.edit_trashed()}</span></p> }
            })}
            <Alternatives error take/>
            <SubmissionError error/>
            <div class="ends">
                <button class="btn" type="button" on:click=discard>{t.edit_leave()}</button>
                <button class="btn go" type="submit" aria-busy=move || busy.get().then_some("true")>{t.edit_save()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Stores the draft while the form differs from the booking.
fn keep_draft(id: BookingId, form: Store<EditedBooking>, base: RwSignal<EditBase>) {
    let frame = StoredValue::new(use_frame());
    let person = use_frame().id;
    Effect::new(move |before: Option<()>| {
        let (values, base) = (form.get(), base.get());
        if values == EditedBooking::new(&base.fields) {
            EditDraft::remove(person, id);
        } else if before.is_some() {
            let at = frame.with_value(|frame| frame.now());
            EditDraft { id, base, form: values, at }.save(person);
        }
    });
}
