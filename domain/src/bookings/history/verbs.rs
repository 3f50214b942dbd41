use crate::{bookings::Verb, text_enum};

text_enum! {
    /// What can happen to a booking, as events name it.
    pub enum BookingVerb {
        /// It was made.
        Book = "book",
        /// The client said yes.
        Confirm = "confirm",
        /// The client came.
        CheckIn = "check_in",
        /// The service was performed.
        Complete = "complete",
        /// It will not take place.
        Cancel = "cancel",
        /// The client did not come.
        MarkNoShow = "mark_no_show",
        /// Its last step was a mistake.
        Reopen = "reopen",
        /// Its time or length was changed, and nothing else.
        Reschedule = "reschedule",
        /// It was given to another master, and nothing else was changed.
        Reassign = "reassign",
        /// Anything else of it was changed.
        Edit = "edit",
        /// Put into the trash.
        Trash = "trash",
        /// Taken out of the trash.
        Restore = "restore",
        /// Removed from the trash for good.
        Purge = "purge",
        /// The change before was undone.
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
