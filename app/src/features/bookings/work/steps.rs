use super::{
    api::{step_booking, undo_change},
    open_dialogs::{Cancelling, OpenDialogs, Returning, use_dialogs},
};
use crate::core::{
    browser,
    changes::{BookingChanges, use_changes},
    error::AppError,
    page::use_frame,
    texts::{Texts, use_texts},
    ui::{Button, ButtonKind, Icon, IconName, Toasts, use_toasts},
    words::{status_name, verb_name},
};
use domain::{
    Conflict,
    bookings::{BookingConflict, BookingId, BookingRow, ChangeId, Refusal, Verb},
    staff::Permission,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long a booking takes no other step after one: longer than a double click.
const SETTLES: Duration = Duration::from_millis(600);

pub fn verb_icon(verb: Verb) -> IconName {
    match verb {
        Verb::Confirm => IconName::Check,
        Verb::CheckIn => IconName::DoorOpen,
        Verb::Complete => IconName::CheckCheck,
        Verb::Cancel => IconName::X,
        Verb::MarkNoShow => IconName::UserX,
        Verb::Reopen => IconName::RotateCcw,
        Verb::Trash => IconName::Trash2,
        Verb::Restore => IconName::ArchiveRestore,
    }
}

fn done_text(t: Texts, verb: Verb, client: &str) -> String {
    let client = format!("\u{2068}{client}\u{2069}");
    match verb {
        Verb::Confirm => t.work_done_confirm(client),
        Verb::CheckIn => t.work_done_check_in(client),
        Verb::Complete => t.work_done_complete(client),
        Verb::Cancel => t.work_done_cancel(client),
        Verb::MarkNoShow => t.work_done_mark_no_show(client),
        Verb::Reopen => t.work_done_reopen(client),
        Verb::Trash => t.work_done_trash(client),
        Verb::Restore => t.work_done_restore(client),
    }
}

/// Message for a step that failed.
fn failed_text(t: Texts, verb: Verb) -> &'static str {
    match verb {
        Verb::Confirm => t.failed_confirm(),
        Verb::CheckIn => t.failed_check_in(),
        Verb::Complete => t.failed_complete(),
        Verb::Cancel => t.failed_cancel(),
        Verb::MarkNoShow => t.failed_mark_no_show(),
        Verb::Reopen => t.failed_reopen(),
        Verb::Trash => t.failed_trash(),
        Verb::Restore => t.failed_restore(),
    }
}

/// The steps that the person may take now, likeliest first. The server checks again.
pub fn open_steps(row: &BookingRow) -> Vec<Verb> {
    let frame = use_frame();
    let own_today = row.master.id == frame.id && row.starts.date() == frame.now().date();
    let may = |verb: Verb| {
        frame.may(verb.permission()) || (own_today && verb.is_along() && frame.may(Permission::AdvanceOwnBookings))
    };
    Verb::open_for(may, row)
}

/// Contexts for taking steps, collected when a component is created: contexts are not available after an `await`.
#[derive(Clone, Copy)]
pub struct StepActions {
    pub t: Texts,
    pub changes: BookingChanges,
    pub dialogs: OpenDialogs,
    pub toasts: Toasts,
}

impl StepActions {
    pub fn from_context() -> Self {
        StepActions { t: use_texts(), changes: use_changes(), dialogs: use_dialogs(), toasts: use_toasts() }
    }

    /// Takes a step, and offers to undo it. Cancelling opens a dialog for the reason.
    pub fn run(self, verb: Verb, row: BookingRow, busy: RwSignal<bool>) {
        if verb == Verb::Cancel {
            self.dialogs.cancelling.set(Some(Cancelling::One(row)));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = step_booking(row.id, verb, None).await;
            busy.try_set(false);
            match answer {
                Ok(done) => {
                    if verb == Verb::Trash {
                        self.changes.moved_to_trash(row.id)
                    } else {
                        self.changes.bookings_changed(&done)
                    }
                    self.show_done(verb, &row.client, done.change);
                    self.settle(row.id);
                }
                // Already done, by a second click or by somebody else: the shown booking is out of date.
                Err(AppError::Conflict(Conflict::Booking(BookingConflict::Refused(Refusal::Done)))) => {
                    self.changes
                        .bookings_changed(&domain::bookings::Done { change: ChangeId(0), bookings: vec![row.id] });
                }
                Err(AppError::Conflict(Conflict::Booking(why @ BookingConflict::Taken { .. }))) => {
                    self.dialogs.returning.set(Some(Returning { row, verb, why }));
                }
                Err(error) => self.show_error(failed_text(self.t, verb), &error),
            }
        });
    }

    /// Lets a moment pass before the booking takes another step: the second click of a double click would press the
    /// button that has taken the place of the first.
    fn settle(self, id: BookingId) {
        let settling = self.dialogs.settling;
        settling.set(Some(id));
        let over = move || {
            if settling.get_untracked() == Some(id) {
                settling.set(None);
            }
        };
        set_timeout(over, SETTLES);
    }

    /// Shows a toast for a step, with an undo button.
    pub fn show_done(self, verb: Verb, client: &str, change: ChangeId) {
        self.offer_undo(done_text(self.t, verb, client), change);
    }

    /// Shows a toast with an undo button.
    pub fn offer_undo(self, words: String, change: ChangeId) {
        self.toasts.offer_undo(self.t, words, move || self.undo(change));
    }

    pub fn undo(self, change: ChangeId) {
        spawn_local(async move {
            match undo_change(change).await {
                Ok(done) if done.bookings.len() > 1 => {
                    self.changes.list_changed();
                    self.toasts.show(self.t.work_undone());
                }
                Ok(done) => {
                    self.changes.bookings_changed(&done);
                    self.toasts.show(self.t.work_undone());
                }
                Err(error) => self.show_error(self.t.failed_undo(), &error),
            }
        });
    }

    /// Shows what failed, and why.
    pub fn show_error(self, what: &str, error: &AppError) {
        self.toasts.show_error(self.t, what, error);
    }
}

/// Button for the likeliest step of a booking, with the keyboard shortcuts of all steps.
#[component]
pub fn NextStep(row: BookingRow) -> impl IntoView {
    let actions = StepActions::from_context();
    let busy = RwSignal::new(false);
    listen_for_shortcuts(actions, &row, busy);
    let next = open_steps(&row).into_iter().find(|verb| matches!(verb, Verb::Confirm | Verb::CheckIn | Verb::Complete));
    next.map(|verb| {
        let settling = Memo::new(move |_| *actions.dialogs.settling.read() == Some(row.id));
        let done = status_name(actions.t, row.status);
        let press = Callback::new(move |()| actions.run(verb, row.clone(), busy));
        let (label, icon) = (verb_name(actions.t, verb), verb_icon(verb));
        move || {
            if settling.get() {
                view! { <Button label=done icon=IconName::Check kind=ButtonKind::Go disabled=true press/> }.into_any()
            } else {
                view! { <Button label icon kind=ButtonKind::Go busy press/> }.into_any()
            }
        }
    })
}

/// Listens for the shortcut of each step.
fn listen_for_shortcuts(actions: StepActions, row: &BookingRow, busy: RwSignal<bool>) {
    let (open, row) = (open_steps(row), row.clone());
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        // Keys belong to an open dialog or menu first.
        if !browser::is_single_key(&event) || browser::is_escape_taken() {
            return;
        }
        // By key position: layouts of other alphabets have another letter there.
        let pressed = open.iter().find(|verb| event.code() == verb_key(**verb).0);
        let is_settling = actions.dialogs.settling.get_untracked() == Some(row.id);
        if let Some(verb) = pressed.filter(|_| !busy.get_untracked() && !is_settling) {
            event.prevent_default();
            actions.run(*verb, row.clone(), busy);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Key code and label of a step's shortcut.
pub fn verb_key(verb: Verb) -> (&'static str, &'static str) {
    match verb {
        Verb::Confirm => ("KeyY", "Y"),
        Verb::CheckIn => ("KeyA", "A"),
        Verb::Complete => ("KeyD", "D"),
        Verb::MarkNoShow => ("KeyN", "N"),
        Verb::Reopen => ("KeyR", "R"),
        Verb::Cancel => ("KeyK", "K"),
        Verb::Trash | Verb::Restore => ("Delete", "Del"),
    }
}

/// Menu lines for the steps, by default without the one that has its own button.
#[component]
pub fn OtherSteps(
    row: BookingRow,
    /// Called when a step was chosen.
    #[prop(into)]
    chosen: Callback<()>,
    /// Whether the likeliest step is included.
    #[prop(optional)]
    all: bool,
) -> impl IntoView {
    let actions = StepActions::from_context();
    let busy = RwSignal::new(false);
    let is_skipped = |verb: &Verb| !all && matches!(verb, Verb::Confirm | Verb::CheckIn | Verb::Complete);
    let line = |verb: Verb| {
        let row = row.clone();
        let press = move |_| {
            chosen.run(());
            actions.run(verb, row.clone(), busy);
        };
        view! {
            <button type="button" class:bad=matches!(verb, Verb::Cancel | Verb::Trash) on:click=press>
                <Icon name=verb_icon(verb)/>
                <span>{verb_name(actions.t, verb)}</span>
                <kbd aria-hidden="true" dir="ltr">{verb_key(verb).1}</kbd>
            </button>
        }
        .into_any()
    };
    open_steps(&row).into_iter().filter(|verb| !is_skipped(verb)).map(line).collect_view()
}
