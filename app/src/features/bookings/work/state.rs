use domain::bookings::{BookingRow, BookingSheet, Conflict, ManyDone, Selection, Verb};
use leptos::prelude::*;

/// Element id of the first field of a new booking.
pub const CLIENT_FIELD: &str = "new-client";

/// What is to be cancelled.
#[derive(Clone)]
pub enum Cancelling {
    /// One booking.
    One(BookingRow),
    /// Many at once.
    Many(Selection),
}

/// A booking that would come back to a time that is taken.
#[derive(Clone)]
pub struct Returning {
    /// The booking.
    pub row: BookingRow,
    /// The step that brings it back.
    pub verb: Verb,
    /// Why it is refused.
    pub why: Conflict,
}

/// Which dialogs about bookings are open, on whichever page.
#[derive(Clone, Copy)]
pub struct OpenDialogs {
    /// Whether a booking is being made.
    pub creating: RwSignal<bool>,
    /// The booking that is being changed.
    pub editing: RwSignal<Option<BookingSheet>>,
    /// What is being cancelled.
    pub cancelling: RwSignal<Option<Cancelling>>,
    /// What cannot come back to its own time.
    pub returning: RwSignal<Option<Returning>>,
    /// The row whose menu is open.
    pub menu: RwSignal<Option<BookingRow>>,
    /// What a bulk change did not change, and why.
    pub refused: RwSignal<Option<ManyDone>>,
}

/// The app's dialogs about bookings.
pub fn use_dialogs() -> OpenDialogs {
    expect_context()
}

impl OpenDialogs {
    /// Provides them as a context; they live as long as the app.
    pub fn provide() {
        provide_context(OpenDialogs {
            creating: RwSignal::default(),
            editing: RwSignal::default(),
            cancelling: RwSignal::default(),
            returning: RwSignal::default(),
            menu: RwSignal::default(),
            refused: RwSignal::default(),
        });
    }
}
