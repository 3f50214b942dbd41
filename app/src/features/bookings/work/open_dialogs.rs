use domain::bookings::{BookingConflict, BookingId, BookingRow, BookingSheet, BulkResult, Selection, Verb};
use leptos::prelude::*;

/// Element id of the first field of a new booking.
pub const CLIENT_FIELD: &str = "new-client";

#[derive(Clone)]
pub enum Cancelling {
    One(BookingRow),
    Bulk(Selection),
}

/// A booking that would be restored or reopened at an occupied time.
#[derive(Clone)]
pub struct Returning {
    pub row: BookingRow,
    /// The action that was refused.
    pub verb: Verb,
    /// The conflict, with alternative times.
    pub why: BookingConflict,
}

/// Which booking dialogs are open. A context of the app.
#[derive(Clone, Copy)]
pub struct OpenDialogs {
    /// Whether a booking is being created.
    pub creating: RwSignal<bool>,
    /// The booking that is being edited.
    pub editing: RwSignal<Option<BookingSheet>>,
    pub cancelling: RwSignal<Option<Cancelling>>,
    pub returning: RwSignal<Option<Returning>>,
    /// The row whose menu was opened last.
    pub menu: RwSignal<Option<BookingRow>>,
    /// The result of a bulk change that left bookings unchanged.
    pub refused: RwSignal<Option<BulkResult>>,
    /// The booking whose step was taken a moment ago; its button and keys take no other until the moment is over.
    pub settling: RwSignal<Option<BookingId>>,
}

pub fn use_dialogs() -> OpenDialogs {
    expect_context()
}

impl OpenDialogs {
    /// Provides the context, for the app's lifetime.
    pub fn provide() {
        provide_context(OpenDialogs {
            creating: RwSignal::default(),
            editing: RwSignal::default(),
            cancelling: RwSignal::default(),
            returning: RwSignal::default(),
            menu: RwSignal::default(),
            refused: RwSignal::default(),
            settling: RwSignal::default(),
        });
    }
}
