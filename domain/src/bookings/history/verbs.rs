use crate::{bookings::Verb, text_enum};

text_enum! {
    /// Verbs of events of the entity `booking`, as stored in `events.verb`.
    pub enum BookingVerb {
        /// The booking was made; its first event.
        Book = "book",
        /// Status changed to confirmed.
        Confirm = "confirm",
        /// Status changed to arrived.
        CheckIn = "check_in",
        /// Status changed to completed.
        Complete = "complete",
        /// Status changed to cancelled.
        Cancel = "cancel",
        /// Status changed to no-show.
        MarkNoShow = "mark_no_show",
        /// The booking was reopened after its end.
        Reopen = "reopen",
        /// Only start or duration were changed.
        Reschedule = "reschedule",
        /// Only the master was changed.
        Reassign = "reassign",
        /// Any other combination of fields was changed.
        Edit = "edit",
        /// The booking was moved to the trash.
        Trash = "trash",
        /// The booking was restored from the trash.
        Restore = "restore",
        /// The booking was permanently deleted.
        Purge = "purge",
        /// The change before was undone; `undoes` of the payload is its verb.
        Undo = "undo",
    }
}

impl From<Verb> for BookingVerb {
    fn from(step: Verb) -> Self {
        match step {
            Verb::Confirm => BookingVerb::Confirm,
            Verb::CheckIn => BookingVerb::CheckIn,
            Verb::Complete => BookingVerb::Complete,
            Verb::MarkNoShow => BookingVerb::MarkNoShow,
            Verb::Reopen => BookingVerb::Reopen,
            Verb::Cancel => BookingVerb::Cancel,
            Verb::Restore => BookingVerb::Restore,
            Verb::Trash => BookingVerb::Trash,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_have_the_same_words_in_events() {
        for step in Verb::ALL {
            assert_eq!(BookingVerb::from(step).code(), step.code());
        }
    }
}
